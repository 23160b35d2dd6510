#include "documents.hpp"

#include <mutex>

#include "data/tiny_world_documents.hpp"
#include "world.hpp"

namespace epochs::bag {
namespace {

constexpr int kFood = 0, kTravel = 1, kSentences = 3;

Documents six() {
  return {{{"The cook bakes a cake for the children.", "厨师给孩子们烤新鲜的蛋糕。", kFood},
           {"The children eat the cake and drink the milk.", "孩子们吃厨师的蛋糕，喝牛奶。", kFood},
           {"The cook cuts the bread and the cheese.", "厨师切新鲜的面包和奶酪。", kFood},
           {"The driver waits for the train.", "公共汽车的司机在等火车。", kTravel},
           {"The train and the bus are late.", "今天的火车和公共汽车都晚点了。", kTravel},
           {"The driver stops the bus at the station.", "司机把公共汽车停在城里的车站。", kTravel}},
          {"Cake and milk for the children", "给孩子们的蛋糕和牛奶", kFood}};
}

Documents order() {
  return {{{"The dog bites the man.", "狗咬人。", kFood}, {"The man bites the dog.", "人咬狗。", kFood}, {"The cat sleeps.", "猫睡觉。", kTravel}}, {"The man bites the dog", "人咬狗", kFood}};
}

Documents traps() {
  return {{{"Bread is cheap at this shop.", "这家商店有便宜面包卖。", kFood},
           {"The colour of the sky in the evening is the colour of the sea.", "傍晚的天空的颜色是大海的颜色。", kTravel},
           {"The cook bakes the cake in the kitchen.", "厨师在厨房烤他的蛋糕。", kFood},
           {"The driver waits in the bus.", "司机在他的公共汽车里等。", kTravel},
           {"The milk is in the bottle of the baker.", "牛奶在面包师的瓶子里。", kFood},
           {"The train is in the station of the city.", "火车在城市的车站里。", kTravel}},
          {"The price of the bread in the shop", "商店的面包的价钱", kFood}};
}

Documents synonyms() {
  return {{{"Our doctor cures every patient.", "医生治好病人。", kFood},
           {"One physician heals sick people.", "大夫医治患者。", kFood},
           {"This train leaves at noon.", "火车中午开。", kTravel},
           {"That bus stops here.", "公共汽车停在这里。", kTravel}},
          {"A doctor", "医生", kFood}};
}

Documents one() { return {{{"The cat sleeps and the dog eats.", "猫在睡觉，狗在吃东西。", kFood}}, {"The cat", "猫", kFood}}; }

Documents strangers() {
  Documents out = six();
  out.query = {"Quantum physics", "量子物理", -1};
  return out;
}

}  // namespace

std::vector<Document> topic_documents(std::uint64_t seed, int count) {
  data::DocumentOptions options{seed, count, kSentences, {"food", "travel"}, Language::English, data::WorldSplit::All};
  const std::vector<data::Document> english = data::documents(world(), options);
  options.language = Language::Chinese;
  const std::vector<data::Document> chinese = data::documents(world(), options);   // a seed's say the same in both
  std::vector<Document> out;
  for (std::size_t i = 0; i < english.size(); ++i) out.push_back({english[i].text, chinese[i].text, english[i].topic});
  return out;
}

std::shared_ptr<const std::vector<Document>> lesson_topics(std::uint64_t seed) {
  static std::mutex mutex;
  static std::uint64_t of = 0;
  static std::shared_ptr<const std::vector<Document>> kept;
  const std::scoped_lock lock(mutex);
  if (!kept || of != seed) kept = std::make_shared<const std::vector<Document>>(topic_documents(seed, kTopicDocuments)), of = seed;
  return kept;
}

Documents documents_of(Set set, std::uint64_t seed) {
  switch (set) {
    case Set::Six: return six();
    case Set::Order: return order();
    case Set::Traps: return traps();
    case Set::Synonyms: return synonyms();
    case Set::One: return one();
    case Set::Strangers: return strangers();
    case Set::Topics: return {*lesson_topics(seed), {"The soup and the bread were delicious.", "汤和面包很好吃。", kFood}};
    case Set::Own: break;
  }
  return {};
}

Localized name_of_topic(int topic) {
  if (topic == kFood) return {"food", "饮食"};
  return topic == kTravel ? Localized{"travel", "出行"} : Localized{"no topic", "无主题"};
}

}  // namespace epochs::bag
