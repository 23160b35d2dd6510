#include "app/claim_card.hpp"

#include <algorithm>
#include <cmath>

#include "app/icons.hpp"
#include "app/press.hpp"
#include "claim/record.hpp"
#include "ui/anchor.hpp"
#include "ui/rich_text.hpp"

namespace epochs::app {

using ui::Align;
using ui::Face;
using ui::Rect;
using ui::Token;

namespace {

ui::RichStyle sentence(const ui::Ui& ui) { return {{Face::Medium, ui::kLabel}, ui.language == Language::Chinese ? 22.f : 20.f, Token::Text1, 5}; }

std::string figure(double value) {
  if (!std::isfinite(value)) return "—";
  const double size = std::abs(value);
  if (size == std::floor(size) && size < 1e9) return group_thousands(static_cast<long long>(value));
  if (size < 1e-3) {
    const int exponent = static_cast<int>(std::floor(std::log10(size)));
    return format_number(value / std::pow(10.0, exponent), 1) + "e" + format_number(exponent, 0);
  }
  return format_number(value, size < 10 ? 3 : 1);
}

std::string readable(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

int shown(const claim::Outcome& outcome) { return std::min<int>(4, static_cast<int>(outcome.measured.size())); }

Localized verdict(claim::Status status) {
  switch (status) {
    case claim::Status::Holds: return {"It holds", "成立"};
    case claim::Status::Fails: return {"It does not hold", "不成立"};
    case claim::Status::NoData: break;
  }
  return {"The data for it are not installed", "所需的数据没有安装"};
}

void draw_outcome(ui::Ui& ui, Rect rest, const claim::Outcome& outcome, double seconds) {
  Rect head = rest.cut_top(26);
  ui::Vec2 at{head.x + 8, head.y + 12};
  if (outcome.status == claim::Status::Holds) {
    ui.canvas.disc(at, 8, ui.color(Token::Text1));
    icon::check(ui.canvas, at, 8, ui.color(Token::InkOn));
  } else {
    ui.canvas.circle(at, 7.5f, ui.color(Token::Text1), 1.6f);
  }
  ui.canvas.text({head.x + 24, head.y + 17}, ui.say(verdict(outcome.status)), {Face::Semibold, ui::kLabel}, ui.color(Token::Text1));
  const std::string time = format_number(seconds, seconds < 10 ? 1 : 0) + std::string(ui.say({" s", " 秒"}));
  ui.canvas.text({head.right(), head.y + 17}, time, {Face::Mono, ui::kTick}, ui.color(Token::Text3), Align::Right);
  for (int i = 0; i < shown(outcome); ++i) {
    const claim::Measured& measured = outcome.measured[static_cast<std::size_t>(i)];
    Rect row = rest.cut_top(22);
    ui.canvas.text({row.x, row.y + 15}, measured.label.empty() ? readable(measured.name) : measured.label.in(ui.language), {Face::Ui, ui::kSmall}, ui.color(Token::Text2));
    ui.canvas.text({row.right(), row.y + 15}, figure(measured.value), {Face::Mono, ui::kSmall}, ui.color(Token::Text1), Align::Right);
  }
  ui::plain_text(ui, {rest.x, rest.y + 2}, rest.w, outcome.asks_for.empty() ? outcome.threshold : outcome.asks_for.in(ui.language), {{Face::Ui, ui::kTick}, 17, Token::Text3, 2});
}

}  // namespace

float claim_card_height(ui::Ui& ui, float width, const claim::Claim& claim, const ClaimRun& run) {
  const float text = ui::plain_text(ui, {0, 0}, width - 36, ui.say(claim.statement), sentence(ui), ui::Draw::No);
  float below = 34;
  if (run.id() == claim.id) {
    if (const auto outcome = run.outcome()) below = 30 + 22 * static_cast<float>(shown(*outcome)) + 36;
    else if (!run.running()) below = 40;
  }
  return 40 + text + 12 + below + 16;
}

void draw_claim_card(ui::Ui& ui, Rect area, const claim::Claim& claim, ClaimRun& run, std::uint64_t seed, ui::ButtonKind kind) {
  surface(ui, area, 12);
  Rect rest = area.inset(18, 0);
  ui.canvas.text({rest.x, area.y + 26}, ui.say({"A claim, and its experiment", "一个结论，一个实验"}), {Face::Medium, ui::kSmall}, ui.color(Token::Text3));
  rest.cut_top(36);
  rest.cut_top(ui::plain_text(ui, {rest.x, rest.y}, rest.w, ui.say(claim.statement), sentence(ui)) + 12);
  const bool mine = run.id() == claim.id;
  if (mine && run.running()) {
    const std::string words = std::string(ui.say({"Running: ", "运行中："})) + format_number(run.progress() * 100, 0) + " %";
    ui.canvas.text({rest.x, rest.y + 14}, words, {Face::Ui, ui::kSmall}, ui.color(Token::Text2));
    ui.canvas.fill({rest.x, rest.y + 22, rest.w, 4}, ui.color(Token::Surface3), 2);
    ui.canvas.fill({rest.x, rest.y + 22, rest.w * std::clamp(static_cast<float>(run.progress()), 0.f, 1.f), 4}, ui.color(Token::Text1), 2);
    return;
  }
  if (mine && !run.failure().empty()) {
    ui::plain_text(ui, {rest.x, rest.y}, rest.w, run.failure(), {{Face::Ui, ui::kSmall}, 18, Token::Text2, 2});
    return;
  }
  if (const auto outcome = mine ? run.outcome() : std::nullopt) {
    ui.anchors.add("claim." + std::string(claim::name_of(outcome->status)) + "." + claim.id, rest);
    return draw_outcome(ui, rest, *outcome, run.seconds());
  }
  const std::string_view label = ui.say({"Prove it", "证明给我看"});
  if (ui::button(ui, "claim.prove." + claim.id, {rest.x, rest.y, button_width(ui, label), 34}, label, kind)) run.start(claim, seed);
  const std::string about = std::string(ui.say({"about ", "约 "})) + format_number(std::max(1.0, claim.seconds), 0) + std::string(ui.say({" s", " 秒"}));
  ui.canvas.text({rest.x + button_width(ui, label) + 16, rest.y + 22}, about, {Face::Ui, ui::kSmall}, ui.color(Token::Text3));
}

}  // namespace epochs::app
