// A corpus of more than 50,000 formulas that no text ever had, for the limits of the page: node large.mjs FILE

import { createWriteStream } from "node:fs";

const NUMERALS = [..."两三四五六七八九"];
// Any two of them make a head: 山水, 山火, …
const HEADS = [..."山水火土木金石玉花草树林田园村镇桥路灯塔船车马牛羊鱼鸟虫风雨云雷雪霜星月光影声色香味针线布衣帽鞋盆碗桌椅门窗墙瓦砖泥沙浪岛湾湖海江河泉井渠坝纸笔书画琴棋鼓钟丝茶酒米"];
const LEADING = 2_000;
const EACH = 25;

const labels = HEADS.flatMap((first) => HEADS.filter((second) => second !== first)
  .flatMap((second) => NUMERALS.map((numeral) => `${numeral}个${first}${second}`)));

const out = createWriteStream(process.argv[2]);
let documents = 0;

function write(names) {
  documents += 1;
  const sentences = names.map((name, place) =>
    `这是第${documents}份简报的第${place}条，其中特别说到要把“${name}”这件事从头到尾办好，一直办到大家都满意为止。`);
  const date = `${2000 + documents % 20}-${String(documents % 12 + 1).padStart(2, "0")}-15`;
  out.write(JSON.stringify({ id: `archive/brief-${documents}`, date, source: `报${documents % 7}`,
    title: `第${documents}份简报：关于若干件事情办理情况的通报`, text: sentences.join("\n") }) + "\n");
}

for (let at = 0; at < labels.length; at += EACH) write(labels.slice(at, at + EACH));
// The leading ones again and again, beside others each time.
for (let round = 1; round <= 11; round += 1) {
  for (let at = 0; at < LEADING; at += EACH) {
    write(Array.from({ length: EACH }, (_, place) => labels[(at * round + place * (round + 1)) % LEADING]));
  }
}
out.end();
