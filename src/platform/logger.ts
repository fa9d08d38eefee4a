import { pino } from 'pino'

/** Structured lines to stdout: ids and codes, never what people wrote. */
export const openLogger = (level: string) =>
  pino({ level, redact: ['req.headers.cookie', 'req.headers.authorization'], base: null })

export type Logger = ReturnType<typeof openLogger>
