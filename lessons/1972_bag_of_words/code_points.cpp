#include "code_points.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "model.hpp"

namespace epochs::bag {
namespace {

struct Known {
  char32_t code;
  Meaning meaning;
  Localized gloss;
};

// Characters that are words by themselves.
constexpr Known kKnown[] = {
    {U'饼', Meaning::Food, {"flat cake, biscuit", "饼"}},      {U'🍪', Meaning::Food, {"biscuit", "饼干"}},        {U'糕', Meaning::Food, {"cake", "糕点"}},          {U'饭', Meaning::Food, {"rice, meal", "米饭"}},
    {U'面', Meaning::Food, {"noodles, flour", "面食"}},        {U'茶', Meaning::Food, {"tea", "茶"}},              {U'饺', Meaning::Food, {"dumpling", "饺子"}},      {U'汤', Meaning::Food, {"soup", "汤"}},
    {U'米', Meaning::Food, {"rice", "米"}},                    {U'糖', Meaning::Food, {"sugar", "糖"}},            {U'🍵', Meaning::Food, {"tea", "茶"}},             {U'🍚', Meaning::Food, {"rice", "米饭"}},
    {U'🍰', Meaning::Food, {"cake", "蛋糕"}},                  {U'🍞', Meaning::Food, {"bread", "面包"}},          {U'猫', Meaning::Animal, {"cat", "猫"}},           {U'狗', Meaning::Animal, {"dog", "狗"}},
    {U'马', Meaning::Animal, {"horse", "马"}},                 {U'牛', Meaning::Animal, {"cow", "牛"}},            {U'羊', Meaning::Animal, {"sheep", "羊"}},         {U'鱼', Meaning::Animal, {"fish", "鱼"}},
    {U'鸟', Meaning::Animal, {"bird", "鸟"}},                  {U'猪', Meaning::Animal, {"pig", "猪"}},            {U'狼', Meaning::Animal, {"wolf", "狼"}},          {U'🐱', Meaning::Animal, {"cat", "猫"}},
    {U'🐶', Meaning::Animal, {"dog", "狗"}},                   {U'🐴', Meaning::Animal, {"horse", "马"}},          {U'🐟', Meaning::Animal, {"fish", "鱼"}},          {U'人', Meaning::Person, {"person", "人"}},
    {U'我', Meaning::Person, {"I", "我"}},                     {U'你', Meaning::Person, {"you", "你"}},            {U'他', Meaning::Person, {"he", "他"}},            {U'她', Meaning::Person, {"she", "她"}},
    {U'男', Meaning::Person, {"man", "男人"}},                 {U'女', Meaning::Person, {"woman", "女人"}},        {U'王', Meaning::Person, {"king", "王"}},          {U'饿', Meaning::Other, {"hungry", "饿"}},
    {U'饱', Meaning::Other, {"full, sated", "饱"}},            {U'饰', Meaning::Other, {"ornament", "装饰"}},      {U'独', Meaning::Other, {"alone", "单独"}},        {U'猜', Meaning::Other, {"to guess", "猜测"}},
    {U'犯', Meaning::Other, {"to offend", "触犯"}},            {U'粉', Meaning::Other, {"powder", "粉末"}},        {U'大', Meaning::Other, {"big", "大"}},            {U'天', Meaning::Other, {"sky", "天"}},
    {U'小', Meaning::Other, {"small", "小"}},                  {U'末', Meaning::Other, {"end", "末尾"}},           {U'未', Meaning::Other, {"not yet", "还没有"}},    {U'山', Meaning::Other, {"mountain", "山"}},
    {U'水', Meaning::Other, {"water", "水"}},                  {U'火', Meaning::Other, {"fire", "火"}}};

}  // namespace

std::vector<CodePoint> points_in(std::string_view text) {
  std::vector<CodePoint> out;
  for (const char32_t code : decode_utf8(text)) {
    if (code <= U' ' || code == 0x3000 || code == 0xFE0F || out.size() == kMostCharacters) continue;
    CodePoint point{code, {}, Meaning::Unknown, {"", ""}};
    append_utf8(point.written, code);
    const auto* known = std::find_if(std::begin(kKnown), std::end(kKnown), [&](const Known& each) { return each.code == code; });
    if (known != std::end(kKnown)) point.meaning = known->meaning, point.gloss = known->gloss;
    out.push_back(std::move(point));
  }
  return out;
}

std::string hexadecimal(char32_t code) {
  char out[16];
  std::snprintf(out, sizeof out, "U+%04X", static_cast<unsigned>(code));
  return out;
}

int nearest_by_number(const std::vector<CodePoint>& points, int index) {
  int best = -1;
  long least = 0;
  for (int i = 0; i < static_cast<int>(points.size()); ++i) {
    const long far = std::labs(static_cast<long>(points[static_cast<std::size_t>(i)].code) - static_cast<long>(points[static_cast<std::size_t>(index)].code));
    if (i != index && (best < 0 || far < least)) best = i, least = far;
  }
  return best;
}

Agreement agreement(const std::vector<CodePoint>& points) {
  std::vector<CodePoint> known;
  for (const CodePoint& point : points)
    if (point.meaning != Meaning::Unknown) known.push_back(point);
  Agreement out;
  out.known = static_cast<int>(known.size());
  const auto same = [&](int a, int b) { return known[static_cast<std::size_t>(a)].meaning == known[static_cast<std::size_t>(b)].meaning && known[static_cast<std::size_t>(a)].meaning != Meaning::Other; };
  for (int i = 0; i < out.known && out.known > 1; ++i) {
    out.same += same(i, nearest_by_number(known, i));
    for (int j = 0; j < out.known; ++j) out.by_chance += i != j && same(i, j) ? 1.0 / (out.known - 1) : 0;
  }
  return out;
}

}  // namespace epochs::bag
