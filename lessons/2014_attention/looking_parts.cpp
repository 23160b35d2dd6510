#include "looking_parts.hpp"

#include "ui/anchor.hpp"
#include "ui/press.hpp"

namespace epochs::translation {

bool draw_where_no_looking(Scene& scene, ui::Rect area, std::string_view id) {
  if (scene.shown.looks()) return false;
  draw_line_of_words(scene.ui, area.cut_top(44), scene.ui.say({"Here all passes through one vector: the writer cannot look back.", "这里一切都要挤过一个向量：写作者无法回头看。"}));
  const std::string_view words = scene.ui.say({"Switch attention on", "打开注意力"});
  const float w = std::min(area.w, scene.ui.canvas.text_width(words, {ui::Face::Semibold, ui::kLabel}) + 34);
  if (area.h > 34 && ui::button(scene.ui, std::string(id) + ".on", {area.x, area.y, w, 34}, words)) scene.wishes.push_back(SetContext{nn::Context::Attention});
  return true;
}

int strongest_at(const Shown& shown, int step) {
  Index most = 0;
  shown.run->weights.row(step).maxCoeff(&most);
  return static_cast<int>(most);
}

Misses misses_of(const Shown& shown) {
  Misses out;
  for (int t = 0; t < shown.steps(); ++t) {
    bool known = false;
    for (int s = 0; s < shown.read(); ++s) known = known || shown.belongs(t, s);
    if (!known) continue;
    ++out.asked, out.missed += !shown.belongs(t, strongest_at(shown, t));
  }
  return out;
}

std::string alignment_words(const Scene& scene) {
  const bool english = scene.language == Language::English;
  const Misses here = misses_of(scene.shown);
  std::string out;
  if (here.asked > 0) {
    const std::string right = std::to_string(here.asked - here.missed), all = std::to_string(here.asked);
    out = english ? "Brightest in the right place: " + right + " of " + all + " words here." : "这句里，" + all + " 个词有 " + right + " 个最亮处正对。";
  }
  if (scene.seen.exams.empty() || scene.seen.settings.context == nn::Context::Fixed) return out;
  const std::string rate = percent_of(scene.seen.exams.back().alignment_error);
  return out + (english ? (out.empty() ? "" : " ") + std::string("Alignment error rate over unseen sentences: ") + rate + "." : "没见过的句子上，对齐错误率 " + rate + "。");
}

}  // namespace epochs::translation
