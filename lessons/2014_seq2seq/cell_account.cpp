// Accounts of states: what a cell made of its input and of the state before. The gates are those that the engine's op computes, worked out again for the one state that is asked for.
#include <cmath>

#include "account.hpp"
#include "nn/tape.hpp"

namespace epochs::translation {
namespace {

using lesson::Account;
using Kind = Place::Kind;

// The last step of a cell over a sequence.
struct LastStep {
  Matrix input, before, after;                   // 1×I, 1×state_width, 1×state_width
  std::vector<nn::NamedPart> parts;              // of the op, the last row of each
};

LastStep last_step(const nn::Recurrent& cell, const Matrix& inputs, const Matrix& start) {
  nn::Tape tape(nn::Mode::Record);
  tape.begin();
  const Index steps = inputs.rows(), last = steps - 1;
  const nn::Value x = tape.input(inputs), before = tape.input(start), after = cell(tape, x, before, steps);
  const Matrix& states = tape.value(after);
  LastStep out{inputs.row(last), last > 0 ? Matrix(states.row(last - 1)) : start, states.row(last), {}};
  for (const nn::TraceEntry& entry : tape.trace().entries)
    if (entry.op == nn::name_of(cell.kind))
      for (const nn::NamedPart& part : entry.parts)
        if (part.value.rows() == steps) out.parts.push_back({part.name, part.value.row(last)});
  return out;
}

double part_at(const LastStep& step, std::string_view name, Index unit) {
  for (const nn::NamedPart& part : step.parts)
    if (part.name == name) return real(part.value(0, unit));
  return 0;
}

void add_gru(Account& a, const LastStep& step, Index unit, const Teller& t) {
  const double z = part_at(step, "z", unit), n = part_at(step, "n", unit), kept = real(step.before(0, unit));
  a.terms = {{"(1 - z) n", "x", "", t.say({"new, from the word", "新的，来自这个词"}), (1 - z) * n, {1 - z, n}}, {"z h'", "s", "", t.say({"kept of the state before", "从前一状态留下的"}), z * kept, {z, kept}}};
}

void add_lstm(Account& a, const LastStep& step, Index unit, const Teller& t) {
  const double o = part_at(step, "o", unit), c = part_at(step, "tanh_c", unit);
  a.terms = {{"o \\tanh(c)", "s", "", t.say({"let out of its memory", "从记忆里放出的"}), o * c, {o, c}}};
}

void add_rnn(Account& a, const nn::Recurrent& cell, const LastStep& step, Index unit, const Teller& t) {
  a.terms_title = t.say({"Before tanh", "取 tanh 之前"});
  a.terms = {{"x W", "x", "", t.say({"from the word", "来自这个词"}), real((step.input * cell.wx.value)(0, unit))}, {"h' W_h", "s", "", t.say({"from the state before", "来自前一状态"}), real((step.before * cell.wh.value)(0, unit))},
             {"b", "w", "", t.say({"bias", "偏置"}), real(cell.b.value(0, unit))}};
}

void open_cell(Account& a, const nn::Recurrent& cell, const LastStep& step, Index unit, const Teller& t) {
  a.value = real(step.after(0, unit));
  if (cell.kind == nn::RecurrentKind::Gru) add_gru(a, step, unit, t);
  else if (cell.kind == nn::RecurrentKind::Lstm) add_lstm(a, step, unit, t);
  else add_rnn(a, cell, step, unit, t);
  sum_up(a);
  if (cell.kind == nn::RecurrentKind::Rnn) a.consequences = {"tanh(" + format_number(a.sum, 3) + ") = " + format_number(std::tanh(a.sum), 3)};
}

}  // namespace

Account state_account(const Teller& t, Place at) {
  const Index hidden = t.network.settings.hidden;
  const bool backwards = at.b >= hidden;
  const Matrix& words = t.run.embedded;
  const Matrix read = backwards ? Matrix(words.bottomRows(words.rows() - at.a).colwise().reverse()) : Matrix(words.topRows(at.a + 1));
  const nn::Recurrent& cell = backwards ? *t.network.backward : t.network.encoder;
  Account a;
  a.symbol = with_index("h", at.b), a.sum_symbol = cell.kind == nn::RecurrentKind::Rnn ? "z" : a.symbol, a.quantity = "s";
  a.description = t.read(at.a) + (backwards ? t.say({": state of the reader that goes backwards", "：倒着读的网络在这里的状态"}) : t.say({": state of the reader", "：读到这里的状态"}));
  open_cell(a, cell, last_step(cell, read, Matrix::Zero(1, cell.state_width())), at.b % hidden, t);
  a.uses = {{t.say({"what is handed over", "交给写作者的向量"}), to_text({Kind::Start, 0, 0})}};
  if (t.shown.looks()) a.uses.push_back({t.say({"the mix", "混合"}), to_text({Kind::Context, t.step, at.b})});
  return a;
}

Account start_account(const Teller& t, Place at) {
  Account a;
  a.symbol = with_index("c", at.b), a.sum_symbol = "z", a.quantity = "s";
  a.description = t.say({"handed over to the writer", "交给写作者的数"});
  a.value = real(t.run.start(at.b));
  const Index hidden = t.network.settings.hidden;
  if (t.network.start && t.network.settings.kind != nn::RecurrentKind::Lstm) {
    a.terms_title = t.say({"Before tanh", "取 tanh 之前"});
    for (Index j = 0; j < 2 * hidden; ++j) {     // the last state of the reader forwards, and of the one backwards, which ends at the first word
      const double h = real(j < hidden ? t.run.states(t.shown.read() - 1, j) : t.run.states(0, j)), w = real(t.network.start->w.value(j, at.b));
      a.terms.push_back({with_index("h", j) + " " + with_index("W", j), "s", "", "", h * w, {h, w}});
    }
    a.terms.push_back({"b", "w", "", t.say({"bias", "偏置"}), real(t.network.start->b.value(0, at.b))});
    sum_up(a);
    a.consequences = {"tanh(" + format_number(a.sum, 3) + ") = " + format_number(std::tanh(a.sum), 3)};
  } else if (!t.network.start && at.b < hidden) {
    a.sum_symbol = a.symbol;
    a.terms = {{with_index("h", at.b), "s", t.say({"the reader's last state", "读者的最后状态"}), t.read(t.shown.read() - 1), a.value}};
    sum_up(a);
  }
  a.uses = {{t.say({"the writer's first state", "写作者的第一个状态"}), to_text({Kind::Decoded, 0, static_cast<int>(at.b % hidden)})}};
  return a;
}

Account decoded_account(const Teller& t, Place at) {
  const nn::Recurrent& cell = t.network.decoder;
  Account a;
  a.symbol = with_index("s", at.b), a.sum_symbol = cell.kind == nn::RecurrentKind::Rnn ? "z" : a.symbol, a.quantity = "s";
  a.description = t.say({"state of the writer when it writes ", "写作者的状态，写 "}) + t.written(at.a) + t.say({"", " 时"});
  open_cell(a, cell, last_step(cell, t.run.inputs.row(at.a), t.run.carried.row(at.a)), at.b, t);
  a.uses = {{t.say({"the probability of its word", "这个词的概率"}), to_text({Kind::Probability, at.a, t.shown.id_at(at.a)})}};
  if (at.a + 1 < t.shown.steps()) a.uses.push_back({t.say({"the next state", "下一个状态"}), to_text({Kind::Decoded, at.a + 1, at.b})});
  return a;
}

}  // namespace epochs::translation
