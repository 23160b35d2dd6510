// The states of word2vec that every picture and every account is held to: fresh and trained, and each kind of model that a learner can make.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "lessons/2013_word2vec/model.hpp"

namespace epochs::testing {

struct NamedState {
  std::string name;
  word2vec::Snapshot seen;
};

inline std::shared_ptr<const word2vec::Text> text_of(const std::vector<std::vector<std::string>>& sentences) { return word2vec::text_of_sentences(word2vec::Source::Own, sentences).value(); }

inline word2vec::Snapshot trained(const word2vec::Settings& settings, long pairs, std::shared_ptr<const word2vec::Text> text = nullptr) {
  word2vec::Word2Vec model = text ? word2vec::Word2Vec(1, settings, std::move(text)) : word2vec::Word2Vec(1, settings);
  model.train(pairs);
  return model.observe({});
}

// Vectors from a file: words without a text, v without u.
inline word2vec::Snapshot loaded() {
  auto vectors = std::make_shared<data::WordVectors>();
  vectors->dimension = 3;
  vectors->words = {"man", "woman", "king", "queen", "cat"};
  vectors->values = {1, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 1, 0, 0, 0};
  word2vec::Word2Vec model(1);
  model.apply(word2vec::UseVectors{vectors, "words.txt"});
  return model.observe({});
}

inline std::vector<NamedState> all_states() {
  using namespace word2vec;
  std::vector<NamedState> out;
  Settings world;
  out.push_back({"fresh", trained(world, 0)});
  out.push_back({"trained", trained(world, 3000)});
  Settings other = world;
  other.window = 0;
  out.push_back({"window 0", trained(other, 0)});
  other = world, other.width = 1;
  out.push_back({"width 1", trained(other, 2000)});
  other = world, other.negatives = 0;
  out.push_back({"no negatives", trained(other, 2000)});
  other = world, other.negatives = kMostNegatives, other.width = kMostWidth, other.window = kMostWindow;
  out.push_back({"the most of all", trained(other, 500)});
  other = world, other.output = Output::Softmax, other.width = 8;
  out.push_back({"softmax", trained(other, 1000)});
  other = world, other.method = Method::Cbow, other.window = 4;
  out.push_back({"CBOW", trained(other, 2000)});
  other = world, other.method = Method::Cbow, other.output = Output::Softmax;
  out.push_back({"CBOW with softmax", trained(other, 500)});
  other = world, other.source = Source::Bilingual, other.window = 4;
  out.push_back({"bilingual", trained(other, 3000)});
  other = world, other.source = Source::Shelf;
  out.push_back({"shelf", trained(other, 500)});
  other = world, other.source = Source::Few;
  out.push_back({"few", trained(other, 200)});
  out.push_back({"two words", trained(world, 20, text_of({{"yes", "no"}}))});
  out.push_back({"long words", trained(world, 200, text_of({{"incomprehensibilities", "of", "a-word-of-such-a-length-that-nothing-could-ever-hold-it", "and", "没有一个地方放得下这么长的一个词语所以只好省略"},
                                                           {"a-word-of-such-a-length-that-nothing-could-ever-hold-it", "again", "incomprehensibilities"}}))});
  out.push_back({"loaded", loaded()});
  return out;
}

}  // namespace epochs::testing
