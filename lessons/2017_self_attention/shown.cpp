// The sentence that the pictures show, looked at with what the learner meddles with.
#include <algorithm>

#include "views.hpp"

namespace epochs::self_attention {
namespace {

Sentence sentence_of(const Snapshot& seen, const Hand& hand, LocalizedText& problem) {
  const Sentence& tired = example(*seen.corpus);
  switch (hand.sentence) {
    case SentenceChoice::Example: return tired;
    case SentenceChoice::Counterpart: {
      const Sentence* wide = counterpart(*seen.corpus, tired);
      return wide ? *wide : tired;
    }
    case SentenceChoice::Next: return seen.next ? *seen.next : tired;
    case SentenceChoice::Typed: break;
  }
  if (hand.typed.empty()) return tired;
  const Typed typed = read_typed(*seen.corpus, hand.typed);
  problem = told(typed);
  return typed.missing == Missing::Nothing ? typed.sentence : tired;
}

}  // namespace

void follow(Shown& shown, const Snapshot& seen, const Hand& hand) {
  if (hand.sentence == SentenceChoice::Next && !seen.next && shown.look && shown.network && shown.network->shape == seen.network->shape && shown.corpus == seen.corpus) return;      // a snapshot without a trace
  LocalizedText problem;
  const bool same_words = shown.look && hand.sentence == SentenceChoice::Typed && shown.typed == hand.typed && shown.corpus == seen.corpus;
  Sentence sentence = same_words ? shown.sentence : sentence_of(seen, hand, problem);
  if (!same_words) shown.problem = std::move(problem), shown.typed = hand.sentence == SentenceChoice::Typed ? hand.typed : std::string();
  const bool same = shown.look && shown.network == seen.network && shown.way == seen.settings.way() && shown.sentence == sentence;
  if (same && shown.meddling == hand.meddling) return;
  shown.network = seen.network, shown.corpus = seen.corpus, shown.way = seen.settings.way(), shown.sentence = std::move(sentence), shown.meddling = hand.meddling;
  if (!same) {
    shown.plain = std::make_shared<const Look>(look(*shown.network, shown.sentence.words, shown.way));
    shown.plain_answer = answer_of(*shown.plain, shown.sentence);
    shown.pull = shown.sentence.referent >= 0 ? std::make_shared<const Pull>(pull(*shown.network, shown.sentence, shown.way)) : nullptr;
  }
  shown.look = hand.meddling.empty() ? shown.plain : std::make_shared<const Look>(look(*shown.network, shown.sentence.words, shown.way, hand.meddling));
  shown.answer = answer_of(*shown.look, shown.sentence);
}

int layer_of(const Hand& hand, const Shown& shown) { return hand.layer < 0 ? shown.network->shape.layers - 1 : std::min(hand.layer, shown.network->shape.layers - 1); }
int head_of(const Hand& hand, const Shown& shown) { return hand.head == kAny ? kAny : std::clamp(hand.head, 0, shown.network->shape.heads - 1); }
int query_of(const Hand& hand, const Shown& shown) { return hand.query >= 0 && hand.query < shown.words() ? hand.query : shown.sentence.pronoun; }

}  // namespace epochs::self_attention
