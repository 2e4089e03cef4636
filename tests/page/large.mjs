// A corpus of 50,000 formulas that no text ever had, for the limits of the page: node large.mjs FILE

import { createWriteStream } from "node:fs";

const NUMERALS = [..."二三四五六七八九"];
// Heads of two characters that the grammar takes for heads: 山水, 山火, …
const HEADS = [..."山水火土木金石玉花草树林田园村镇桥路灯塔船车马牛羊鱼鸟虫风雨云雷雪霜星月光影声色香味针线布衣帽鞋盆碗桌椅门窗墙瓦砖泥沙浪岛湾湖海江河泉井渠坝"];
const WANTED = 50_000;
const EACH = 25;

const labels = [];
for (const first of HEADS) {
  for (const second of HEADS) {
    if (first === second) continue;
    for (const numeral of NUMERALS) labels.push(`${numeral}个${first}${second}`);
  }
}

const out = createWriteStream(process.argv[2]);
// Every label in two documents of the same size, years apart, beside other labels each time.
const documents = 2 * WANTED / EACH;
for (let document = 0; document < documents; document += 1) {
  const half = document < documents / 2;
  const sentences = Array.from({ length: EACH }, (_, place) => {
    const number = half ? document * EACH + place : (document - documents / 2) + place * (documents / 2);
    return `第${document}份简报里说，要把“${labels[number]}”这件事办好，办到大家满意为止。`;
  });
  const year = 2000 + document % 20;
  const record = { id: `brief-${document}`, date: `${year}-${String(document % 12 + 1).padStart(2, "0")}-15`,
    source: `报${document % 7}`, title: `第${document}份简报`, text: sentences.join("\n") };
  out.write(JSON.stringify(record) + "\n");
}
out.end();
