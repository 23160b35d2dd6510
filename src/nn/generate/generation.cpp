#include "nn/generate/generation.hpp"

#include <algorithm>

#include "core/check.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

// Where the first of the stop strings begins in the text, or npos.
std::size_t find_stop(const std::string& text, const std::vector<std::string>& stops) {
  std::size_t first = std::string::npos;
  for (const std::string& stop : stops)
    if (!stop.empty()) first = std::min(first, text.find(stop));
  return first;
}

}  // namespace

Generation::Generation(Decoder& decoder, std::vector<std::vector<int>> prompts, GenerationSettings settings, TokenText token_text)
    : decoder_(decoder), settings_(std::move(settings)), token_text_(std::move(token_text)), texts_(std::move(prompts)) {
  EPOCHS_CHECK(static_cast<Index>(texts_.size()) == decoder.rows(), "Generation: one prompt for each row of the decoder");
  EPOCHS_CHECK(settings_.stop.empty() || token_text_, "Generation: stop strings need the text of tokens");
  EPOCHS_CHECK(settings_.max_tokens > 0, "Generation: at least one token");
  const bool counting = settings_.sampling.presence_penalty != 0 || settings_.sampling.frequency_penalty != 0;
  for (std::size_t row = 0; row < texts_.size(); ++row) {
    EPOCHS_CHECK(!texts_[row].empty(), "Generation: a prompt has at least one token");
    randoms_.emplace_back(settings_.seed, row);
    counts_.emplace_back(counting ? static_cast<std::size_t>(decoder.vocabulary()) : 0);
  }
  choices_.resize(texts_.size());
  rows_.resize(texts_.size());
  decoder.restart();
}

bool Generation::advance() {
  if (std::all_of(rows_.begin(), rows_.end(), [](const Generated& row) { return row.finish != Finish::NotYet; })) return false;
  if (decoder_.longest() > 0 && decoder_.length() == decoder_.longest()) make_room();
  next_.clear();
  for (const std::vector<int>& text : texts_) next_.push_back(text[std::min(place_, text.size() - 1)]);   // a row that is done reads its last token again
  const Matrix& logits = decoder_.feed(next_);
  ++place_;
  for (std::size_t row = 0; row < texts_.size(); ++row)
    if (rows_[row].finish == Finish::NotYet && place_ >= texts_[row].size()) write(row, logits);
  return true;
}

void Generation::write(std::size_t row, const Matrix& logits) {
  Generated& out = rows_[row];
  nn::choices({logits.data() + static_cast<Index>(row) * logits.cols(), static_cast<std::size_t>(logits.cols())}, counts_[row], settings_.sampling, choices_[row]);
  const int token = draw(choices_[row], randoms_[row]);
  texts_[row].push_back(token);
  out.tokens.push_back(token);
  if (!counts_[row].empty()) ++counts_[row][static_cast<std::size_t>(token)];
  if (token == settings_.end_token) {
    out.finish = Finish::EndToken;
    return;
  }
  if (token_text_) out.text += token_text_(token);
  const std::size_t stop = find_stop(out.text, settings_.stop);
  if (stop != std::string::npos) {
    out.text.resize(stop);
    out.finish = Finish::StopString;
  } else if (static_cast<Index>(out.tokens.size()) >= settings_.max_tokens) {
    out.finish = Finish::MaxTokens;
  }
}

void Generation::make_room() {
  decoder_.restart();
  const auto kept = static_cast<std::size_t>(std::max<Index>(decoder_.longest() / 2, 1));
  for (std::size_t i = place_ - std::min(kept, place_); i < place_; ++i) {
    next_.clear();
    for (const std::vector<int>& text : texts_) next_.push_back(text[std::min(i, text.size() - 1)]);
    if (decoder_.length() + 1 < decoder_.longest()) decoder_.feed(next_);
  }
}

std::vector<Generated> generate(Decoder& decoder, std::vector<std::vector<int>> prompts, const GenerationSettings& settings, const TokenText& token_text) {
  Generation generation(decoder, std::move(prompts), settings, token_text);
  while (generation.advance()) {
  }
  return generation.rows();
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
