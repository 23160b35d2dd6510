// The card of a claim: its sentence, "Prove it", and then the measured figures beside the threshold.
#pragma once

#include "app/claim_run.hpp"
#include "ui/frame.hpp"
#include "ui/press.hpp"

namespace epochs::app {

float claim_card_height(ui::Ui& ui, float width, const claim::Claim& claim, const ClaimRun& run);
void draw_claim_card(ui::Ui& ui, ui::Rect area, const claim::Claim& claim, ClaimRun& run, std::uint64_t seed,
                     ui::ButtonKind kind = ui::ButtonKind::Primary);

}  // namespace epochs::app
