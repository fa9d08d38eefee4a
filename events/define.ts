import { z } from 'zod'

/**
 * A category is one kind of stream: its name, and the shape of each event in it.
 *
 * Shapes are checked on write. On read an event is only upcast, when its `v`
 * is older than the shape's (`upcast.ts`), so that replaying never depends on
 * today's rules.
 */
export type Category<Name extends string, Shapes extends Record<string, z.ZodType>> = {
  readonly name: Name
  readonly shapes: Shapes
  /** Data of every event in the category is encrypted under the key of the stream's subject. */
  readonly personal: boolean
  /** The name of the stream of one thing. */
  stream(id: string): string
  /** The current version of a type's shape. */
  version(type: string): number
}

/** `{ type, data }` of every event in a category, as a union to switch over. */
export type EventOf<C> =
  C extends Category<string, infer Shapes>
    ? { [T in keyof Shapes & string]: { type: T; data: z.infer<Shapes[T]> } }[keyof Shapes & string]
    : never

type Options = {
  personal?: boolean
  /** Types whose shape has changed since the first release; the others are at 1. */
  versions?: Record<string, number>
}

/**
 * Declares a category.
 * @param name - lower case; the stream name's first part
 * @param shapes - past-tense event type → schema of its data
 */
export function category<Name extends string, Shapes extends Record<string, z.ZodType>>(
  name: Name,
  shapes: Shapes,
  { personal = false, versions = {} }: Options = {},
): Category<Name, Shapes> {
  return {
    name,
    shapes,
    personal,
    stream: (id) => `${name}-${id}`,
    version: (type) => versions[type] ?? 1,
  }
}

/** Splits `<category>-<id>` at its first dash. */
export function streamParts(stream: string): { category: string; id: string } {
  const dash = stream.indexOf('-')
  return { category: stream.slice(0, dash), id: stream.slice(dash + 1) }
}

const line = (max: number) => z.string().trim().max(max)

/** A title or paragraph in Chinese, English or both; at least one of them says something. */
export const bilingual = (max: number) =>
  z
    .object({ zh: line(max).optional(), en: line(max).optional() })
    .refine((text) => Boolean(text.zh || text.en), { message: 'needs zh or en' })

/** The same, where nothing need be said. */
export const maybeBilingual = (max: number) =>
  z.object({ zh: line(max).optional(), en: line(max).optional() })

export type Bilingual = { zh?: string | undefined; en?: string | undefined }

export const id = z.uuid()

/** An instant, ISO 8601 in UTC; always to the millisecond, so that instants compare as texts do. */
export const instant = z.iso.datetime().overwrite(toMilliseconds)

function toMilliseconds(at: string): string {
  const ms = Date.parse(at)
  return Number.isNaN(ms) ? at : new Date(ms).toISOString()
}

/** Integer minor units (fen, cents). */
export const minorUnits = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER)

export const currency = z.enum(['CNY', 'USD', 'EUR'])
