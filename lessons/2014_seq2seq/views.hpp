// The pictures of 2014_seq2seq and 2014_attention: functions of the snapshot and of what the learner points at; what the learner does comes back as commands.
// Quantities of the texts, which light up with the pictures: x (a word's vector) · s (a state) · q · k · v · score · weight_a (an attention weight) · y (what is written) · loss.
// Pictures: dictionary, bridge, translate, chart, length, forcing, tree; those of attention are in lessons/2014_attention/views.hpp.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lesson/player.hpp"
#include "lesson/trace_walk.hpp"
#include "model.hpp"
#include "translating.hpp"
#include "ui/frame.hpp"
#include "view_state.hpp"

namespace epochs::translation {

// A number that has an account in the inspector. a: the word read (Embedded, State, Key) or the step of writing; b: a column, the word looked at (Score, Weight), or a word of the vocabulary.
struct Place {
  enum class Kind { Embedded, State, Start, Key, Query, Score, Weight, Context, Decoded, Probability, Loss };
  Kind kind = Kind::Probability;
  int a = 0, b = 0;
  bool operator==(const Place&) const = default;
};
std::string to_text(Place place);                // "weight/3/1"
std::optional<Place> parse_place(std::string_view text);

// The sentence that the pictures show, translated with what the learner meddles with; worked out again only when something changed.
struct Shown {
  std::shared_ptr<const nn::Seq2Seq> network;
  std::shared_ptr<const Corpus> corpus;
  Meddling meddling;
  Rows rows = Rows::Written;
  std::vector<int> source;
  const Pair* pair = nullptr;                    // of the corpus: what it should become, and which word stands for which; null for most sentences of one's own
  std::string typed;                             // what `problem` is about
  LocalizedText problem;                         // of the learner's own sentence
  std::shared_ptr<const Translating> written;    // freely, each word read back
  std::shared_ptr<const Translating> plain;      // the same without meddling; the same one where nothing is meddled with
  std::shared_ptr<const Translating> dictated;   // the right words read; null without a pair
  std::shared_ptr<const Translating> run;        // the one that numbers are of: dictated with Rows::Right, else written
  int read() const { return static_cast<int>(source.size()); }
  int steps() const { return static_cast<int>(run->steps()); }
  bool looks() const { return run->weights.size() > 0; }         // with attention
  const std::string& word_read(int s) const { return corpus->source.word(source[static_cast<std::size_t>(s)]); }
  std::string word_at(int t) const;              // of the rows of pictures: what `run` writes at step t, or with Rows::Right what it should; "<end>" last
  int id_at(int t) const;                        // the same; kEnd last
  bool belongs(int t, int s) const;              // truly; false where nobody knows: without a pair, or with other words than it
  bool right() const { return pair && written->ended && written->words == pair->target; }
};
std::string sign_or_word(const Vocabulary& vocabulary, int id);  // "<start>", "<end>", or the word

// What the learner points at, and what views remember. Each picture keeps its own memory in one struct of view_state.hpp.
struct Hand {
  Place selected;
  int step = -1;               // of writing, that is looked at; −1: of the step's choice (step_of)
  SentenceChoice sentence = SentenceChoice::Middle;
  int another = 0;             // so many sentences further among those of the choice
  Rows rows = Rows::Written;
  std::string typed;           // of SentenceChoice::Typed
  ui::TextFieldState field;
  Meddling meddling;           // of the sentence that is shown, never of the training
  DictionaryState dictionary;
  BridgeState bridge;
  TranslateState translate;
  ChartState chart;
  LengthState length;
  ForcingState forcing;
  TreeState tree;
  std::string dragged;         // the slider that the pointer holds
  bool question_open = false;  // views that could say what the question asks wait
  std::string lesson_step;     // id of the open step
};
int step_of(const Hand& hand, const Shown& shown);               // the step of writing that is looked at; without a choice the one whose word stands farthest from where it stood
bool exists(Place place, const Shown& shown);
const Pair& chosen_pair(const Corpus& corpus, SentenceChoice choice, int another);      // held out, of the kind that the choice names; the same for every run
void follow(Shown& shown, const Snapshot& seen, const Hand& hand);

struct Scene {
  ui::Ui& ui;
  const Snapshot& seen;
  const Shown& shown;
  Language language;
  lesson::TracePlace at;
  bool running = false;
  Hand& hand;
  std::vector<Command>& wishes;
};

void draw_dictionary_view(Scene& scene, ui::Rect area);    // word for word beside what one says, with the true links
void draw_bridge_view(Scene& scene, ui::Rect area);        // reader, the one vector, writer; every state's numbers
void draw_translate_view(Scene& scene, ui::Rect area);     // a sentence chosen or typed, what it becomes, what it should; word by word its probabilities; a word forced
void draw_chart_view(Scene& scene, ui::Rect area);         // shares right over the run, shortest and longest third
void draw_length_view(Scene& scene, ui::Rect area);        // share right for each number of words
void draw_forcing_view(Scene& scene, ui::Rect area);       // dictated and alone; a wrong word forced
void draw_tree_view(Scene& scene, ui::Rect area);          // beam search as a tree

// The walk forwards: every word read, the hand-over, then at each step of writing (with attention) scores, weights, mix; state, probabilities.
int ops_of(lesson::Beat beat, const Shown& shown);
int code_line_of(lesson::TracePlace at, const Shown& shown);     // of the code twin in text.*.md, of one vector or of attention
// How far it has come. Everything once it is beyond that beat, or while training runs.
struct Walked {
  enum Op { kScores, kWeights, kMix, kState, kProbability };
  int read = 1 << 20;          // so many words are read
  bool handed = true;
  int step = 1 << 20;          // of writing: those before are done …
  int op = kProbability;       // … and of this one what comes up to here
  bool has_read(int s) const { return s < read; }
  bool has(int at_step, int at_op) const { return at_step < step || (at_step == step && at_op <= op); }
};
Walked walked(const Scene& scene);

std::optional<lesson::Account> account_of(const Snapshot& seen, const Shown& shown, const Hand& hand, Language language);
std::vector<lesson::Table> sequence_tables(const Snapshot& seen, const Shown& shown, const Hand& hand);      // "dictionary", "length", "chart", "forcing", "tree"
std::vector<lesson::Table> tables_of(const Snapshot& seen, const Shown& shown, const Hand& hand);

}  // namespace epochs::translation
