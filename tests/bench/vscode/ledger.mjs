// A workspace in which a predictor can be certain, and is certain of something else until the key
// that we time. Its lines come in pairs that begin alike: the first is frequent and so is what is
// suggested, the second is what we type. The key at which they part contradicts what is on the screen
// and leaves one possible rest of the line; a suggestion that is right after it is new.
//
// Each rest is one long name, for a model that weighs each token: inkling's is certain of all of it.

const PAIRS = [
  ['copper', 'furnace_above_the_bellows_nugget_of_a_red_ingot', 'funnel_under_the_siphon_barrel_with_a_spigot'],
  ['brisk', 'meadow_behind_the_stable_saddle_and_a_bridle_set', 'medal_after_the_sprint_whistle_by_the_podium'],
  ['dusty', 'attic_over_the_cellar_trunk_that_is_full_of_webs', 'atlas_of_every_harbor_compass_and_a_sextant_too'],
  ['eager', 'burrow_below_the_oak_acorn_that_lasts_all_winter', 'button_on_the_jacket_needle_and_a_small_thimble'],
  ['frosty', 'lagoon_under_the_snow_mitten_scarf_and_a_thermos', 'ladder_to_the_chimney_gutter_and_a_loose_shingle'],
  ['gentle', 'orchard_in_late_spring_basket_of_the_sour_cherry', 'organ_with_two_pedals_chorus_of_the_slow_anthem'],
  ['humble', 'flour_for_the_dough_yeast_and_oven_and_a_crust', 'flute_with_a_new_reed_melody_at_the_slow_tempo'],
  ['amber', 'marble_from_the_hill_chisel_and_the_fine_polish', 'mango_in_the_blender_papaya_and_a_paper_straw_x'],
];

const pairs = PAIRS.map(([name, frequent, rare]) => ({ frequent: `${name}(${frequent})`, rare: `${name}(${rare})` }));

function commonLength(one, other) {
  let length = 0;
  while (one[length] === other[length]) length++;
  return length;
}

/** What is typed: `text`, of which `text[key]` is the key that makes a new suggestion necessary. */
export const LINES = pairs.map(({ frequent, rare }) => ({ text: rare, key: commonLength(frequent, rare) }));

/** What the stub is told: at each place the text that the embedded model predicts there. */
export const STUB_TEXTS = pairs.flatMap(({ frequent, rare }) => [frequent, rare]);

const chapter = (number, lines) => `def chapter_${number}():\n${lines.map((line) => `    ${line}\n`).join('')}`;

const BEFORE = 'def later():\n    ';
const AFTER = '\n    return None\n';

/** The file to type in, and the place in it. */
export const PLACE = { file: 'later.py', line: 1, character: 4 };

/** The workspace's files. */
export const FILES = {
  'ledger.py': [...Array(12).keys()].map((number) => {
    const rare = number < 8 ? LINES.map(({ text }) => text) : [];
    return chapter(number, [...pairs.map(({ frequent }) => frequent), ...rare]);
  }).join('\n'),
  [PLACE.file]: BEFORE + AFTER,
};
