// Writing on from prompts, token by token, so that a learner can watch and nothing has to wait.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "nn/generate/decoder.hpp"
#include "nn/generate/sampling.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

struct GenerationSettings {
  SamplingSettings sampling = {};
  Index max_tokens = 100;                        // of each row, the prompt not counted
  int end_token = -1;                            // writing stops after it; −1: there is none
  std::vector<std::string> stop = {};                 // writing stops when the text written holds one of these; it is cut off there
  std::uint64_t seed = 1;                        // row r draws from stream r, so that its text does not depend on the number of rows
};

enum class Finish { NotYet, MaxTokens, EndToken, StopString };

struct Generated {
  std::vector<int> tokens;                       // written so far, the end token included
  std::string text;                              // their text, the end token left out, cut before a stop string
  Finish finish = Finish::NotYet;
};

// The text of one token; may hold part of a UTF-8 character.
using TokenText = std::function<std::string(int)>;

class Generation {
 public:
  // One prompt of at least one token for each row of the decoder, which is restarted and must outlive this. Stop strings need token_text.
  // When the decoder can remember no more, it starts again with the later half of what it had.
  Generation(Decoder& decoder, std::vector<std::vector<int>> prompts, GenerationSettings settings, TokenText token_text = {});

  bool advance();                                // reads or writes one token in every row; false when every row is done
  const std::vector<Generated>& rows() const { return rows_; }
  // What row r could have written last, likeliest first; empty before its first token.
  const std::vector<Choice>& choices(Index row) const { return choices_.at(static_cast<std::size_t>(row)); }

 private:
  void write(std::size_t row, const Matrix& logits);
  void make_room();

  Decoder& decoder_;
  GenerationSettings settings_;
  TokenText token_text_;
  std::vector<std::vector<int>> texts_;          // prompt and what was written, per row
  std::vector<std::vector<int>> counts_;         // how often each token was written, per row; kept when a penalty asks for it
  std::vector<std::vector<Choice>> choices_;
  std::vector<Random> randoms_;
  std::vector<Generated> rows_;
  std::vector<int> next_;
  std::size_t place_ = 0;                        // tokens of each text that were read
};

// To the end.
std::vector<Generated> generate(Decoder& decoder, std::vector<std::vector<int>> prompts, const GenerationSettings& settings, const TokenText& token_text = {});

}  // namespace epochs::inline EPOCHS_PRECISION::nn
