import { randomUUIDv7 } from 'node:crypto'
import { v5 } from 'uuid'

/** Our namespace for ids derived from names (RFC 9562 §5.5). */
const NAMESPACE = '6f1c5a52-2f0e-4d0c-9a43-7a1c7b1e5d10'

/** A fresh id that sorts roughly by time; order itself comes from the log's positions. */
export const newId = (): string => randomUUIDv7()

/** The same parts give the same id, on every node and after every crash. */
export const derivedId = (...parts: readonly (string | number)[]): string =>
  v5(parts.join('\u001f'), NAMESPACE)

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** True for a lower-case UUID, the only form of an id in our URLs. */
export const isId = (text: string): boolean => UUID.test(text)
