// The reader of saved runs (FILE.epochs).
#include "fuzz/target.hpp"
#include "session/saved_json.hpp"
#include "session/small_sessions.hpp"
#include "session/training_of.hpp"

namespace epochs::fuzz {

namespace {

session::Saved<test::Logistic> trained() {
  const auto runner = session::make_runner(test::Logistic(1, 4), session::RunnerKind::Cooperative);
  runner->advance(3);
  runner->post({});
  runner->settle();
  return runner->save();
}

}  // namespace

std::vector<std::string> seeds() {
  return {R"({"update":10,"commands":[{"at":0,"command":{"kind":0,"value":0.5,"point":0,"gesture":1}},{"at":7,"command":{"kind":1,"value":2,"point":3,"gesture":0}}]})",
          R"({"line":[[1,0.5],[2,0.25]],"old_line":[],"events":[[1,"fifty"]],"branched_at":-1})", session::saved_to_json(trained()).dump()};
}
std::vector<std::string> words() {
  return {"{", "}", "[", "]", ",", "\"update\":", "\"commands\":", "\"at\":", "\"command\":", "\"history\":", "\"line\":", "\"events\":", "null", "true", "1e400", "-1", "18446744073709551615", "\"\""};
}

}  // namespace epochs::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace epochs;
  const auto json = nlohmann::json::parse(data, data + size, nullptr, false);
  if (json.is_discarded()) return 0;
  const auto saved = session::saved_from_json<test::Logistic>(json);
  if (!saved) {
    fuzz::require(!saved.error().empty(), "the message is empty");
  } else {
    long before = 0;
    for (const auto& edit : saved.value().recording.edits) {
      fuzz::require(edit.update >= before && edit.update <= saved.value().recording.furthest, "an edit is out of order");
      before = edit.update;
    }
    fuzz::require(session::saved_from_json<test::Logistic>(session::saved_to_json(saved.value())).ok(), "what was read cannot be written and read again");
  }
  const auto history = session::history_from_json(json, session::kMostUpdates);
  if (history)
    for (std::size_t i = 1; i < history.value().line.size(); ++i) fuzz::require(history.value().line[i - 1].update < history.value().line[i].update, "a line goes backwards");
  return 0;
}
