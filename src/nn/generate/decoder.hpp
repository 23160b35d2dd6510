// A model as a writer: give it the next token of each sequence, it gives the logits of the one after. What it has read stays in its
// memory (keys and values of a transformer, the state of a recurrent network), so a token costs the same however long the text is.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "nn/tape.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

class Decoder {
 public:
  virtual ~Decoder() = default;
  virtual Index rows() const = 0;                // sequences that are written side by side
  virtual Index vocabulary() const = 0;          // V
  virtual Index length() const = 0;              // tokens read so far, the same for every row
  virtual Index longest() const = 0;             // how many it can remember; 0: any number
  // Reads one token for each row → logits rows×V of the next one; valid until the next call.
  // Throws CheckFailed when a token is out of range or `longest` tokens were read already.
  virtual const Matrix& feed(std::span<const int> tokens) = 0;
  // Row i goes on from what row from[i] had read: for beam search.
  virtual void reorder(std::span<const Index> from) = 0;
  virtual void restart() = 0;                    // forgets the tokens; a source sentence stays
};

// Without a memory: the whole text goes through the model again for every token. Slow, and the measure for those that remember.
class PrefixDecoder final : public Decoder {
 public:
  // ids of `rows` sequences of `steps` tokens, sequence after sequence → logits (rows·steps)×V.
  using Forward = std::function<Value(Tape& tape, std::span<const int> ids, Index rows, Index steps)>;

  PrefixDecoder(Forward forward, Index rows, Index vocabulary, Index longest);
  Index rows() const override { return static_cast<Index>(texts_.size()); }
  Index vocabulary() const override { return vocabulary_; }
  Index length() const override { return static_cast<Index>(texts_[0].size()); }
  Index longest() const override { return longest_; }
  const Matrix& feed(std::span<const int> tokens) override;
  void reorder(std::span<const Index> from) override;
  void restart() override;

 private:
  Forward forward_;
  Index vocabulary_, longest_;
  std::vector<std::vector<int>> texts_;
  std::vector<int> ids_;
  Tape tape_{Mode::Infer};
  Matrix logits_;
};

}  // namespace epochs::inline EPOCHS_PRECISION::nn
