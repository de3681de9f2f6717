import { test } from 'vitest';
import { shipped } from '../support/catalogue.js';

test('probe', () => {
  const t = performance.now();
  const s = shipped();
  console.log(performance.now() - t, s.catalogue.data.rules.length, s.examples.size);
  const d = s.catalogue.data;
  for (const k of ['questions', 'layers', 'patterns'] as const) {
    const o = d[k].map((x) => x.order);
    console.log(k, o.length, new Set(o).size);
  }
  for (const p of d.providers) {
    const o = p.offerings.map((x) => `${x.layer} ${x.kind} ${x.approach}`);
    if (new Set(o).size !== o.length) console.log('dup off', p.id);
  }
  console.log(d.rules.filter((r) => r.sources.length === 0).map((r) => r.id));
  console.log(d.released, d.rulesDigest, d.factsDigest);
});
