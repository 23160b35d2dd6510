#include "app/commands/data.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <ostream>

#include "core/atomic_file.hpp"
#include "data/tiny_world_json.hpp"

namespace epochs::app {
namespace {

constexpr std::uintmax_t kMostGrammarBytes = 1u << 20u;

Result<data::TinyWorld> world_of(const std::string& path) {
  if (path.empty()) return data::TinyWorld::shipped();
  std::error_code fault;
  if (!std::filesystem::is_regular_file(path, fault)) return Error{path + ": there is no such file; check the path"};
  if (std::filesystem::file_size(path, fault) > kMostGrammarBytes || fault) return Error{path + ": the file is larger than a megabyte; check that it is the right one"};
  std::ifstream in(path, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  if (!in) return Error{path + ": the file cannot be read; check its permissions"};
  return data::TinyWorld::parse(text, path);
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

// Nothing, or the sentence that says which name there is not.
std::string unknown_name(const std::vector<std::string>& asked, const std::vector<std::string>& known, const char* what) {
  for (const std::string& name : asked)
    if (std::find(known.begin(), known.end(), name) == known.end()) return std::string("there is no ") + what + " \"" + name + "\"; TinyWorld has " + joined(known);
  return {};
}

// Written beside its place and renamed, so that an earlier file stays whole until then.
class LinesFile {
 public:
  explicit LinesFile(const std::string& path) : path_(path), part_(path + ".part"), out_(part_, std::ios::binary) {}
  LinesFile(const LinesFile&) = delete;
  LinesFile& operator=(const LinesFile&) = delete;
  ~LinesFile() {
    std::error_code fault;
    std::filesystem::remove(part_, fault);   // what was not finished
  }
  bool write(const std::string& lines) { return static_cast<bool>(out_.write(lines.data(), static_cast<std::streamsize>(lines.size()))); }
  Result<void> finish() {
    out_.close();
    std::error_code fault;
    if (out_) std::filesystem::rename(part_, path_, fault);
    if (!out_ || fault) return Error{path_ + " cannot be written; check that its folder exists and the disk has room"};
    return {};
  }

 private:
  std::string path_, part_;
  std::ofstream out_;
};

Result<void> write_sentences(const data::TinyWorld& world, const DataOptions& options) {
  data::WorldOptions wanted;
  wanted.seed = options.seed, wanted.kinds = options.kinds, wanted.topic = options.topic;
  wanted.split = options.split == "training" ? data::WorldSplit::Training : options.split == "held_out" ? data::WorldSplit::HeldOut : data::WorldSplit::All;
  data::WorldStream stream(world, wanted);
  LinesFile file(options.out);
  std::string lines;
  for (long i = 0; i < options.count; ++i) {
    const data::WorldSentence* sentence = stream.find();
    if (!sentence) return Error{"TinyWorld has no such sentences: no sentence of these kinds, this topic and this split was found in 100,000 draws; ask for less"};
    append_json(lines, world, *sentence);
    if (lines.size() < (1u << 16u) && i + 1 < options.count) continue;
    if (!file.write(lines)) break;           // finish() says so
    lines.clear();
  }
  return file.finish();
}

}  // namespace

void run_tiny_world(const DataOptions& options, Console& console) {
  const auto world = world_of(options.grammar);
  if (!world) return console.fail(world.error());
  if (const std::string fault = unknown_name(options.kinds, world.value().kinds(), "kind of sentence"); !fault.empty()) return console.misuse(fault);
  if (const std::string fault = unknown_name(options.topic.empty() ? std::vector<std::string>() : std::vector{options.topic}, world.value().topics(), "topic"); !fault.empty()) return console.misuse(fault);
  if (!options.relations.empty()) {
    std::string lines;
    append_relations_json(lines, world.value());
    if (const auto written = write_atomically(options.relations, lines, Readers::Everyone); !written) return console.fail(written.error());
  }
  if (const auto written = write_sentences(world.value(), options); !written) return console.fail(written.error());
  console.out << options.count << (options.count == 1 ? " sentence in " : " sentences in ") << options.out << "\n";
}

void add_data(CLI::App& program, Console& console) {
  const auto options = std::make_shared<DataOptions>();
  CLI::App* data = program.add_subcommand("data", "Write generated data to a file");
  data->require_subcommand(1);
  CLI::App* command = data->add_subcommand("tiny_world", "Sentences in English and Chinese with all that is known about them, one JSON object a line");
  command->add_option("--seed", options->seed, "Seed of the sentences")->capture_default_str();
  command->add_option("--count", options->count, "How many")->check(CLI::Range(1L, 100'000'000L))->required();
  command->add_option("--out", options->out, "The file")->required();
  command->add_option("--split", options->split, "Which: training sentences hold no combination of words that is held out")->check(CLI::IsMember({"all", "training", "held_out"}))->capture_default_str();
  command->add_option("--kinds", options->kinds, "Only these kinds, separated by commas: action, because, clause …")->delimiter(',');
  command->add_option("--topic", options->topic, "Only this topic: food, travel …");
  command->add_option("--relations", options->relations, "Also write the relations (gender, plural, capital, translation …) to this file");
  command->add_option("--grammar", options->grammar, "Your own words and rules instead of those built in (assets/tiny_world.txt says how)");
  command->callback([options, &console] { run_tiny_world(*options, console); });
}

}  // namespace epochs::app
