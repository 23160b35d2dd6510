// The reader of lesson texts, which a teacher may rewrite while the program runs.
#include <fstream>
#include <iterator>

#include "fuzz/target.hpp"
#include "lesson/text.hpp"

namespace epochs::fuzz {

std::vector<std::string> seeds() {
  std::vector<std::string> out;
  for (const char* name : {"1957_perceptron/text.en.md", "1957_perceptron/text.zh.md", "1986_backprop/text.en.md"}) {
    std::ifstream stream(std::string(EPOCHS_SOURCE_DIR "/lessons/") + name, std::ios::binary);
    out.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  out.emplace_back("# T\n\nIdea.\n\n## a | A\n:::view v\n\nText with a [word]{w} and a [term]{?t}.\n\n:::predict answer=1\nQ?\n\n- a\n- b\n\nReason.\n:::\n");
  return out;
}

std::vector<std::string> words() {
  return {"# ", "## ", " | ", ":::", ":::predict answer=1\n", ":::set a=b", ":::view ", ":::notes\n", ":::code 1", ":::code-twin\n", ":::claim ", "```\n", "- ", "[w]{", "]{?", "**", "`", "\n\n", "\r\n",
          "\xe6\x84\x9f", "\xff", "answer=9", "answer=measured"};
}

}  // namespace epochs::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace epochs;
  const auto text = lesson::parse_lesson_text(std::string_view(reinterpret_cast<const char*>(data), size), "text.en.md");
  if (!text) {
    fuzz::require(!text.error().empty(), "the message is empty");
    return 0;
  }
  for (const lesson::Step& step : text.value().steps) {
    fuzz::require(!step.id.empty(), "a step has no name");
    if (step.prediction) fuzz::require(step.prediction->answer >= -1 && step.prediction->answer < static_cast<int>(step.prediction->options.size()), "an answer is no option");
  }
  return 0;
}
