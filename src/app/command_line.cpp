#include "app/command_line.hpp"

#include <CLI/CLI.hpp>

#include "app/commands/bench.hpp"
#include "app/commands/data.hpp"
#include "app/commands/doctor.hpp"
#include "app/commands/export.hpp"
#include "app/commands/gallery.hpp"
#include "app/commands/list.hpp"
#include "app/commands/open.hpp"
#include "app/commands/tour.hpp"
#include "app/commands/train.hpp"
#include "app/commands/verify.hpp"

namespace epochs::app {
namespace {

constexpr AddCommand kCommands[] = {add_open, add_list, add_verify, add_train, add_export, add_tour, add_gallery, add_bench, add_data, add_doctor};

}  // namespace

int run_command_line(int argc, const char* const* argv, std::ostream& out, std::ostream& error) {
  CLI::App program("Epochs: how machines learned language, one working model at a time. Without a command it opens the hall.", "epochs");
  Console console{out, error};
  program.set_version_flag("--version", EPOCHS_VERSION);
  program.require_subcommand(0, 1);
  for (const AddCommand add : kCommands) add(program, console);
  try {
    program.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    out << program.help();
  } catch (const CLI::CallForAllHelp&) {
    out << program.help("", CLI::AppFormatMode::All);
  } catch (const CLI::CallForVersion& version) {
    out << version.what() << "\n";
  } catch (const CLI::ParseError& fault) {
    const auto commands = program.get_subcommands();   // the command that the fault is in, if it got so far
    const std::string command = commands.empty() ? "" : commands.front()->get_name() + " ";
    console.misuse(one_line(fault.what()) + "; \"epochs " + command + "--help\" lists what there is");
  } catch (const std::exception& fault) {
    console.fail("something in the program itself went wrong: " + std::string(fault.what()));
  }
  return console.exit_code;
}

}  // namespace epochs::app
