// The reader of TinyWorld's words and rules: whatever it accepts makes sentences.
#include "data/tiny_world_json.hpp"
#include "fuzz/target.hpp"

namespace epochs::fuzz {

std::vector<std::string> seeds() {
  const std::string words = "[nouns animal]\ncat : cats : 猫 : 只 : small\ndog : dogs : 狗 : 只\n[nouns food]\nmilk : - : 牛奶 : 杯/glass : - : in/里\n"
                            "[verbs deed]\nsee : sees : saw/seen : seeing : 看见 : animal : animal food\n[adjectives quality]\nbig : bigger : 大 : 大 : animal : good\n"
                            "[words number numeral]\ntwo : 两\n[parts english]\ndeterminer : the a\npunctuation : .\n[parts chinese]\nparticle : 的 了\npunctuation : 。\n"
                            "[relation pair]\ncat : dog\n[reason why]\nsee : big : big\n[topics]\npets : animal\n";
  return {words + "[phrase np n]\nweight 2\nen the {n single}\nzh {n}\nweight 1\na = adjective for n\nonly animal\nen the {a} {n many}\nzh {a before} {n many}\n"
                  "[sentence action]\nweight 3\nv = verb deed\ns = np subject of v\no = np object of v\nen {s} {v past} {o} .\nzh {s} {v} 了 {o} 。\n",
          words + "[phrase chain n]\nweight 1\nen a {n one}\nzh {n}\nweight 5\nx = chain like n\nplural x\nen the {n one} {x}\nzh {x} 的 {n}\n"
                  "[sentence why]\nweight 1\nk ?= word number\nv = verb deed\ns = chain subject of v\no = noun object of v\na = reason why of v for s\nfeel v\nen {s} {s did} {v base} the~1 {o single} {s he} {s was} {a more} {k} .\nzh {s} {v} {o} 的~1 {s he} {a} 。\n"};
}
std::vector<std::string> words() {
  return {"[sentence x]\n", "[phrase p n]\n", "weight 1\n", "en ", "zh ", "{n one}", "{n many}", "{n him}", "{v present}", " : ", " - ", "~1", "?=", " = ", "n = noun any animal\n", "m = noun pair of n\n", "feel not a\n", "plural m\n", "only animal\n", "with subject n", "with object n", "\n", "/", "speaker", "human", "name"};
}

}  // namespace epochs::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace epochs;
  const auto world = data::TinyWorld::parse(std::string_view(reinterpret_cast<const char*>(data), size), "world.txt");
  if (!world) {
    fuzz::require_one_sentence(world.error());
    return 0;
  }
  data::WorldStream stream(world.value(), {});
  std::string out;
  for (int i = 0; i < 10; ++i) {
    const data::WorldSentence* sentence = stream.find();
    fuzz::require(sentence != nullptr, "an accepted grammar makes no sentence");
    for (const data::WordLink& link : sentence->links)
      fuzz::require(static_cast<std::size_t>(link.english) < sentence->english.tokens.size() && static_cast<std::size_t>(link.chinese) < sentence->chinese.tokens.size(), "a link leads out of the sentence");
    append_json(out, world.value(), *sentence);
  }
  append_relations_json(out, world.value());
  return 0;
}
