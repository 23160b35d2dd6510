// A GPT that remembers the keys and values of what it has read.
#pragma once

#include <vector>

#include "nn/generate/decoder.hpp"
#include "nn/generate/transformer_step.hpp"
#include "nn/models/gpt.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

class GptDecoder final : public Decoder {
 public:
  // The model must outlive the decoder; when its weights change, restart().
  GptDecoder(const Gpt& model, Index rows, std::vector<MutedHead> muted = {});
  Index rows() const override { return rows_; }
  Index vocabulary() const override { return model_.settings.vocabulary; }
  Index length() const override { return length_; }
  Index longest() const override { return model_.settings.context; }
  const Matrix& feed(std::span<const int> tokens) override;
  void reorder(std::span<const Index> from) override;
  void restart() override { length_ = 0; }

 private:
  const Gpt& model_;
  Index rows_, length_ = 0;
  std::vector<MutedHead> muted_;
  std::vector<KeyValues> caches_;                // one a block
  StepMemory memory_;
  Matrix x_, logits_;
};

// The same without memory.
std::unique_ptr<Decoder> gpt_without_cache(const Gpt& model, Index rows, std::vector<MutedHead> muted = {});

}  // namespace epochs::inline EPOCHS_PRECISION::nn
