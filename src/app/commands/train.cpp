#include "app/commands/train.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <ostream>

#include "app/commands/progress_bar.hpp"
#include "data/csv.hpp"
#include "lessons/catalog.hpp"

namespace epochs::app {
namespace {

using session::Health;
using session::Status;

std::string exact(double value) {
  char out[32];
  std::snprintf(out, sizeof out, "%.9g", value);
  return out;
}

// Written beside its place and renamed, so that an earlier file stays whole until then.
class LossFile {
 public:
  explicit LossFile(const std::string& prefix) : path_(prefix + ".csv"), part_(path_ + ".part"), out_(part_) { out_ << "update,loss\n"; }
  void row(long update, double loss) { out_ << update << "," << exact(loss) << "\n"; }
  Result<std::string> finish() {
    out_.close();
    std::error_code fault;
    if (out_) std::filesystem::rename(part_, path_, fault);
    if (!out_ || fault) return Error{path_ + " cannot be written; check that its folder exists and the disk has room"};
    return path_;
  }
  bool good() const { return out_.good(); }
  ~LossFile() {
    std::error_code fault;
    std::filesystem::remove(part_, fault);   // what was not finished
  }

 private:
  std::string path_, part_;
  std::ofstream out_;
};

Status train(session::Training& training, long updates, LossFile& file, ProgressBar& bar) {
  const long stride = (updates + kMostRows - 1) / kMostRows;
  for (long written = 0;;) {
    training.advance(1);
    training.settle();
    const Status status = training.status();
    const bool over = status.finished || !status.failure.empty() || status.update >= updates || status.health.kind == Health::Kind::NotFinite ||
                      status.health.kind == Health::Kind::Diverged;
    if (status.update > written && (status.update % stride == 0 || over)) file.row(written = status.update, status.loss);
    if (over) return status;
    bar.show(static_cast<double>(status.update) / static_cast<double>(updates), "update " + group_thousands(status.update) + ", loss " + exact(status.loss));
  }
}

// The file's text goes to the lesson's setting "points": the lesson knows what it can read.
Result<void> use_data(lesson::Player& player, const std::string& path) {
  std::error_code fault;
  if (!std::filesystem::is_regular_file(path, fault)) return Error{path + ": there is no such file; check the path"};
  if (std::filesystem::file_size(path, fault) > data::kMostCsvBytes || fault) return Error{path + ": the file is larger than 4 MiB; keep a part of it"};
  std::ifstream in(path, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  if (!in) return Error{path + ": the file cannot be read; check its permissions"};
  const auto taken = player.set("points", text);
  if (taken) return {};
  const std::string_view why = taken.error();
  return Error{why.starts_with("points:") ? path + std::string(why.substr(6)) : path + ": " + std::string(why)};
}

// What was trained, in words; the exit code when the training did not end well.
void report(const std::string& lesson, const TrainOptions& options, const Status& status, const std::vector<std::string>& files, Console& console) {
  console.out << lesson << ", seed " << options.seed << ": " << group_thousands(status.update) << " updates, loss " << exact(status.loss) << "\n";
  for (const std::string& file : files) console.out << file << "\n";
  if (!status.failure.empty()) return console.fail("training stopped after update " + std::to_string(status.update) + ": " + status.failure);
  if (status.health.kind == Health::Kind::NotFinite || status.health.kind == Health::Kind::Diverged)
    return console.fail("the numbers ran away at update " + std::to_string(status.health.update) + (status.health.parameter.empty() ? "" : ", first in " + status.health.parameter));
  if (status.finished && status.update < options.updates) console.out << "Nothing was left to learn after update " << status.update << ".\n";
}

}  // namespace

void run_train(const TrainOptions& options, std::span<const lesson::Lesson> lessons, Console& console) {
  const lesson::Lesson* lesson = lessons::find_named(options.lesson, lessons);
  if (!lesson) return console.misuse("there is no lesson \"" + options.lesson + "\"; \"epochs list\" names them");
  if (!lesson->make) return console.misuse("the lesson \"" + options.lesson + "\" is still to come; \"epochs list\" says which ones are ready");
  LossFile file(options.out);
  if (!file.good()) return console.fail(options.out + ".csv cannot be written; check that its folder exists");
  const std::unique_ptr<lesson::Player> player = lesson->make(options.seed, false);
  const int threads = player->share_updates(options.threads);
  if (threads != options.threads)
    console.error << "epochs: " << lesson->id << " trains on " << threads << (threads == 1 ? " thread" : " threads") << ": its updates are too small to share among " << options.threads << ".\n";
  if (!options.data.empty())
    if (const auto taken = use_data(*player, options.data); !taken) return console.fail(taken.error());
  ProgressBar bar(console.error);
  const Status status = train(player->training(), options.updates, file, bar);
  bar.clear();
  const auto written = file.finish();
  if (!written) return console.fail(written.error());
  std::vector<std::string> files{written.value()};
  if (const auto model = player->write_model(options.out + ".safetensors")) files.push_back(options.out + ".safetensors");
  else console.error << "epochs: no " << options.out << ".safetensors: " << one_line(model.error()) << ".\n";
  report(lesson->id, options, status, files, console);
}

void add_train(CLI::App& program, Console& console) {
  const auto options = std::make_shared<TrainOptions>();
  CLI::App* command = program.add_subcommand("train", "Train a lesson's model without a window and write its loss");
  command->add_option("LESSON", options->lesson, "Id of the lesson, as in \"epochs list\", with or without its year")->required();
  command->add_option("--data", options->data, "Your own points: a table with x, y and a class (CSV)");
  command->add_option("--updates", options->updates, "How many")->check(CLI::Range(1L, 100'000'000L))->capture_default_str();
  command->add_option("--seed", options->seed, "Seed of the training")->capture_default_str();
  command->add_option("--threads", options->threads, "Threads that share an update, where its updates are large enough")->check(CLI::Range(1, 256))->capture_default_str();
  command->add_option("--out", options->out, "PREFIX of PREFIX.csv (the loss of every update) and PREFIX.safetensors (the weights)")->required();
  command->callback([options, &console] { run_train(*options, lessons::catalog(), console); });
}

}  // namespace epochs::app
