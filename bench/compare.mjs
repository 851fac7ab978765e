import { variantsOf } from './variants.mjs';

/** Medians over all turns of all rounds. A ratio is taken within a turn. The result has the median of the ratios and their middle half. */
export function compare(items, samples) {
  return items.flatMap((item) =>
    variantsOf(item).map((variant) => {
      const own = samplesOf(samples, item, variant.id);
      const times = own.map(({ cpu }) => cpu);
      const row = { item, variant, perSecond: median(own.map(({ perSecond }) => perSecond)), cpu: median(times), least: Math.min(...times) };
      if (variant.against === undefined) return row;
      const against = variantsOf(item).find(({ id }) => id === variant.against);
      // The host has no answer of its own to this item.
      if (against === undefined) return row;
      const others = samplesOf(samples, item, against.id);
      const ratios = own.map(({ cpu }, i) => cpu / others[i].cpu);
      const target = variant.target ?? item.target;
      const ratio = median(ratios);
      return {
        ...row,
        against,
        ratio,
        lower: quantile(ratios, 0.25),
        upper: quantile(ratios, 0.75),
        target,
        met: target === undefined ? undefined : ratio <= target,
      };
    }),
  );
}

function samplesOf(samples, item, variant) {
  return samples.filter((sample) => sample.item === item.id && sample.variant === variant).sort((a, b) => a.round - b.round || a.turn - b.turn);
}

export function median(values) {
  return quantile(values, 0.5);
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)];
  return below + (sorted[Math.ceil(at)] - below) * (at % 1);
}
