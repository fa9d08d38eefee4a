/**
 * Good and bad bodies for a route, made from its own schema in the OpenAPI
 * document, so that a new route is tried without anyone writing a line.
 */
export type Schema = {
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  format?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
}

export type Route = { method: string; path: string; body?: Schema }

type OpenApi = {
  paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema?: Schema }> } }>>
}

/** Every route that an OpenAPI document lists. */
export function routesOf(document: unknown): Route[] {
  return Object.entries((document as OpenApi).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody }]) => {
      const body = requestBody?.content['application/json']?.schema
      return { method: method.toUpperCase(), path, ...(body && { body }) }
    }),
  )
}

const ID = '018f6a10-0000-7000-8000-000000000001'

/** A value that the schema allows, as filled in as can be. */
export function sample(schema: Schema): unknown {
  const { enum: options, const: only, anyOf, oneOf, allOf } = schema
  if (only !== undefined) return only
  if (options) return options[0]
  const choice = anyOf?.at(-1) ?? oneOf?.[0]
  if (choice) return sample(choice)
  if (allOf) return Object.assign({}, ...allOf.map(sample))
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, one]) => [key, sample(one)]),
      )
    case 'array':
      return schema.items ? [sample(schema.items)] : []
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1)
    case 'boolean':
      return false
    default:
      return sampleText(schema)
  }
}

function sampleText({ format, minLength = 0 }: Schema): string {
  if (format === 'uuid') return ID
  if (format === 'date-time') return '2027-03-02T01:00:00.000Z'
  if (format === 'uri') return 'https://example.com/'
  if (format === 'email') return 'nobody@example.com'
  return '织网'.repeat(Math.max(1, Math.ceil(minLength / 2)))
}

export type Bad = { what: string; body: string }

/** Bodies that this schema must refuse: each a good one with one thing wrong. */
export function badBodies(schema: Schema): Bad[] {
  const good = sample(schema)
  const whole = [null, [], [good], '文字', 7, true].map((value) => ({
    what: `${JSON.stringify(value)?.slice(0, 20)} for the body`,
    body: JSON.stringify(value),
  }))
  const inside = wrongIn(schema).map(({ path, what, value }) => ({
    what: `${what} at /${path.join('/')}`,
    body: JSON.stringify(withAt(good, path, value)),
  }))
  return [{ what: 'no body', body: '' }, ...whole, ...inside]
}

type Wrong = { path: string[]; what: string; value: unknown }

/** Leaves a member out. */
const ABSENT = undefined

function wrongIn(schema: Schema, path: string[] = []): Wrong[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, one]) => {
    const here = [...path, key]
    const absent = schema.required?.includes(key) ? [{ path: here, what: 'nothing', value: ABSENT }] : []
    return [...absent, ...wrongValues(one).map((wrong) => ({ path: here, ...wrong })), ...wrongIn(one, here)]
  })
}

function wrongValues(schema: Schema): { what: string; value: unknown }[] {
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  const always = [
    { what: 'null', value: null },
    { what: 'true', value: true },
  ]
  if (type === 'object' || schema.anyOf || schema.oneOf)
    return [...always, { what: 'an array', value: [{}] }, { what: 'a number', value: -1 }]
  if (type === 'array')
    return [
      ...always,
      { what: 'an object', value: { length: 1 } },
      { what: 'text', value: '织网' },
      { what: 'an array of wrong things', value: [[null]] },
      ...(schema.maxItems
        ? [
            {
              what: 'too many',
              value: Array.from({ length: schema.maxItems + 1 }, () => sample(schema.items ?? {})),
            },
          ]
        : []),
    ]
  if (type === 'integer' || type === 'number')
    return [
      ...always,
      { what: 'a number as text', value: '1' },
      { what: 'an array', value: [1] },
      { what: 'a fraction', value: 1.5 },
      { what: 'a huge number', value: 1e308 },
      { what: 'a negative number', value: -1 },
    ]
  if (type === 'boolean')
    return [
      { what: 'null', value: null },
      { what: 'text', value: 'true' },
    ]
  return [
    ...always,
    { what: 'a number', value: 7 },
    { what: 'an array', value: ['织网'] },
    { what: 'an object', value: { toString: '织网' } },
    ...(schema.maxLength ? [{ what: 'too long text', value: '长'.repeat(schema.maxLength + 1) }] : []),
    ...((schema.enum ?? schema.format) ? [{ what: 'text of another kind', value: 'x\u202e织网' }] : []),
  ]
}

function withAt(value: unknown, [key, ...rest]: string[], wrong: unknown): unknown {
  if (key === undefined) return wrong
  const members = (value ?? {}) as Record<string, unknown>
  return { ...members, [key]: withAt(members[key], rest, wrong) }
}
