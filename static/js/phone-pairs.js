// Questions whose answer gives something to each option: "id:value,id:value", sorted, as the server writes it.
const PAIRED = ["statements", "ordering", "matching"];
const isPaired = (section) => PAIRED.includes(section.dataset.kind);

const valueOf = (choice) => choice.value.split(":")[1];

function rowsOf(section) {
  return Array.from(section.querySelectorAll("input[type=radio]:checked, select"));
}

function givenPairs(section) {
  return rowsOf(section).filter(valueOf).map((choice) => choice.value).sort().join(",");
}

function restorePairs(section, answer) {
  const pairs = answer.split(",");
  for (const radio of section.querySelectorAll("input[type=radio]")) radio.checked = pairs.includes(radio.value);
  for (const list of section.querySelectorAll("select")) {
    const chosen = Array.from(list.options).find((each) => pairs.includes(each.value));
    list.value = (chosen || list.options[0]).value;
  }
}

// A row that was passed over is easy to miss among those that are saved.
function leftOpen(section) {
  const open = section.querySelectorAll(".pair-row").length - rowsOf(section).filter(valueOf).length;
  return open ? `, còn ${open} ý chưa chọn` : "";
}

// Two rows never share a place: whichever had it takes the only free one, or none while there are several.
function giveWay(section, list) {
  const lists = Array.from(section.querySelectorAll("select"));
  const other = lists.find((each) => each !== list && valueOf(each) && valueOf(each) === valueOf(list));
  if (!other) return;
  const taken = lists.filter((each) => each !== other).map(valueOf);
  const free = Array.from(other.options).filter((each) => valueOf(each) && !taken.includes(valueOf(each)));
  other.value = (free.length === 1 ? free[0] : other.options[0]).value;
}
