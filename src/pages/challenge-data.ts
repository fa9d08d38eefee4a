import type { ChallengePage } from '#projections/challenge-page.ts'
import { pick } from './format.ts'
import type { Reader } from './reader.ts'

/** A challenge for machines: what is sought, by whom, until when and for how much (schema.org `Demand`). */
export function challengeData({ base, lang }: Reader, challenge: ChallengePage): Record<string, unknown> {
  const { id, title, summary, seeker, publishedAt, closesAt, budget, prize } = challenge
  const price = budget ?? (prize && { min: prize.amount, max: prize.amount, currency: prize.currency })
  return {
    '@type': 'WebPage',
    name: pick(title, lang).text,
    url: `${base}/challenges/${id}`,
    inLanguage: lang,
    ...(publishedAt && { datePublished: publishedAt }),
    mainEntity: {
      '@type': 'Demand',
      name: pick(title, lang).text,
      description: pick(summary, lang).text,
      seller: {
        '@type': 'Organization',
        name: pick(seeker.name, lang).text,
        url: `${base}/organisations/${seeker.id}`,
      },
      ...(publishedAt && { validFrom: publishedAt }),
      ...(closesAt && { validThrough: closesAt }),
      ...(price && {
        priceSpecification: {
          '@type': 'PriceSpecification',
          minPrice: price.min / 100,
          maxPrice: price.max / 100,
          priceCurrency: price.currency,
        },
      }),
    },
  }
}
