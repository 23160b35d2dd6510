#include "goods.hpp"

#include <algorithm>

#include "core/check.hpp"
#include "core/random.hpp"

namespace epochs::word2vec {
namespace {

// A customer who comes for one kind takes of its own kind, or of the one that goes with it: tea and baking, running and travel; who comes to write just writes.
constexpr std::array<int, 5> kGoesWith = {1, 0, 3, 2, -1};
constexpr double kOfAnotherKind = 0.15, kByChance = 0.05;

std::vector<Good> make_goods() {
  // Colour from warm (−1) to cold (1), size from small to large, model year from old to new: chosen so that none of the three tells the kinds apart.
  return {
      {"mug", {"mug", "马克杯"}, {-0.8, -0.7, -0.2}, 0},           {"teapot", {"teapot", "茶壶"}, {0.6, -0.1, -0.9}, 0},
      {"kettle", {"kettle", "水壶"}, {-0.1, 0.2, 0.8}, 0},         {"green_tea", {"green tea", "绿茶"}, {0.3, -0.9, 0.3}, 0},
      {"black_tea", {"black tea", "红茶"}, {-0.6, -0.8, 0.6}, 0},  {"honey", {"honey", "蜂蜜"}, {-0.9, -0.5, 0.1}, 0},
      {"flour", {"flour", "面粉"}, {0.1, 0.1, -0.4}, 1},           {"oven", {"oven", "烤箱"}, {0.8, 0.9, 0.7}, 1},
      {"whisk", {"whisk", "打蛋器"}, {0.5, -0.4, -0.7}, 1},        {"cake_tin", {"cake tin", "蛋糕模"}, {-0.3, -0.2, -0.1}, 1},
      {"butter", {"butter", "黄油"}, {-0.7, -0.6, 0.4}, 1},        {"scale", {"kitchen scale", "厨房秤"}, {0.7, -0.3, 0.9}, 1},
      {"shoes", {"running shoes", "跑鞋"}, {-0.9, 0.3, 0.9}, 2},   {"socks", {"socks", "袜子"}, {0.2, -0.7, -0.6}, 2},
      {"shorts", {"shorts", "短裤"}, {0.9, -0.2, 0.2}, 2},         {"watch", {"sports watch", "运动手表"}, {0.4, -0.9, 0.8}, 2},
      {"bottle", {"water bottle", "水瓶"}, {-0.4, -0.4, 0.5}, 2},  {"headband", {"headband", "头带"}, {-0.5, -0.9, -0.5}, 2},
      {"suitcase", {"suitcase", "行李箱"}, {0.7, 0.8, -0.3}, 3},   {"backpack", {"backpack", "背包"}, {-0.2, 0.5, 0.1}, 3},
      {"map", {"map", "地图"}, {0.0, -0.5, -0.9}, 3},              {"camera", {"camera", "相机"}, {-0.6, -0.3, 0.7}, 3},
      {"adapter", {"adapter", "转换插头"}, {0.9, -0.8, 0.6}, 3},   {"sunglasses", {"sunglasses", "太阳镜"}, {-0.8, -0.8, -0.4}, 3},
      {"pen", {"pen", "钢笔"}, {0.8, -0.9, -0.8}, 4},              {"notebook", {"notebook", "笔记本"}, {-0.5, -0.4, -0.3}, 4},
      {"lamp", {"desk lamp", "台灯"}, {-0.7, 0.4, 0.0}, 4},        {"ink", {"ink", "墨水"}, {1.0, -0.7, -1.0}, 4},
      {"paper", {"paper", "纸"}, {0.3, -0.1, -0.5}, 4},            {"stapler", {"stapler", "订书机"}, {-0.1, -0.6, 0.3}, 4},
  };
}

int drawn_of_kind(int kind, Random& random) {
  std::vector<int> of_kind;
  for (std::size_t i = 0; i < goods().size(); ++i)
    if (goods()[i].kind == kind) of_kind.push_back(static_cast<int>(i));
  return of_kind[random.below(static_cast<std::uint32_t>(of_kind.size()))];
}

int drawn_for(int kind, Random& random) {
  const double chance = random.uniform();
  if (chance < kByChance) return static_cast<int>(random.below(static_cast<std::uint32_t>(goods().size())));
  const int other = kGoesWith[static_cast<std::size_t>(kind)];
  return drawn_of_kind(chance < kByChance + kOfAnotherKind && other >= 0 ? other : kind, random);
}

}  // namespace

const std::vector<Good>& goods() {
  static const std::vector<Good> all = make_goods();
  return all;
}

const std::vector<Localized>& kinds() {
  static const std::vector<Localized> all = {{"tea", "喝茶"}, {"baking", "烘焙"}, {"running", "跑步"}, {"travel", "旅行"}, {"writing", "写字"}};
  return all;
}

std::vector<std::vector<std::string>> baskets(std::uint64_t seed, int count) {
  Random random(seed, 5);
  std::vector<std::vector<std::string>> out;
  for (int i = 0; i < count; ++i) {
    const int kind = static_cast<int>(random.below(static_cast<std::uint32_t>(kinds().size())));
    const std::size_t size = 3 + random.below(4);
    std::vector<std::string>& basket = out.emplace_back();
    while (basket.size() < size) {
      const std::string& id = goods()[static_cast<std::size_t>(drawn_for(kind, random))].id;
      if (std::find(basket.begin(), basket.end(), id) == basket.end()) basket.push_back(id);
    }
  }
  return out;
}

std::vector<std::pair<int, int>> also_liked(const std::vector<std::vector<std::string>>& baskets, int good, int count) {
  EPOCHS_CHECK(good >= 0 && good < static_cast<int>(goods().size()), "there is no such good");
  std::vector<std::pair<int, int>> out;
  for (int other = 0; other < static_cast<int>(goods().size()); ++other) {
    int together = 0, alone = 0, with = 0;
    for (const auto& basket : baskets) {
      const bool one = std::find(basket.begin(), basket.end(), goods()[static_cast<std::size_t>(good)].id) != basket.end();
      const bool two = std::find(basket.begin(), basket.end(), goods()[static_cast<std::size_t>(other)].id) != basket.end();
      together += one && two, alone += two, with += one;
    }
    // More often than chance has it: observed · N > with · alone.
    const bool more = static_cast<double>(together) * static_cast<double>(baskets.size()) > static_cast<double>(with) * static_cast<double>(alone);
    if (other != good && more) out.emplace_back(other, together);
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  if (static_cast<int>(out.size()) > count) out.resize(static_cast<std::size_t>(count));
  return out;
}

}  // namespace epochs::word2vec
