/** The commands that run where a hub is open: in the running hub, or in the command line's own process. */
import { z } from 'zod'
import { Refused } from '#src/command/refused.ts'
import { operatorInvitation } from '#src/features/invitation/commands.ts'
import { issueReset } from '#src/features/person/commands.ts'
import { sentence } from '#src/http/sentences.ts'
import type { OpenHub } from '#src/hub.ts'
import { Fault } from '#src/platform/fault.ts'
import { importChallenges } from './import-challenges.ts'
import type { Progress } from './wire.ts'

/** What a command is told besides its arguments. */
export type About = {
  onProgress: (progress: Progress) => void
  /** Aborts when whoever asked has gone, or the hub is closing. */
  signal: AbortSignal
}

const command = <Shape extends z.ZodType, Result>(
  args: Shape,
  run: (open: OpenHub, args: z.infer<Shape>, about: About) => Promise<Result>,
) => ({ args, run })

const COMMANDS = {
  'import-challenges': command(
    z.object({ text: z.string(), source: z.string().min(1).max(80), dryRun: z.boolean() }),
    ({ hub }, args, about) => importChallenges(hub, args, about),
  ),
  'reset-link': command(z.object({ who: z.string().min(1).max(320) }), async ({ hub }, { who }) => {
    try {
      const { link, expiresAt } = await issueReset(hub, who, 'system:command-line')
      return { link, expiresAt }
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'not-found') throw error
      throw new Fault('cli.reset-link', `nobody has signed up here as ${who}`, error)
    }
  }),
  'operator-link': command(z.object({}), async ({ hub }) => {
    const link = await operatorInvitation(hub)
    if (link) return { link }
    throw new Fault('cli.operator-link', 'this hub has an operator already; ask them to let you in')
  }),
}

export type CommandName = keyof typeof COMMANDS
export type ArgsOf<Name extends CommandName> = z.infer<(typeof COMMANDS)[Name]['args']>
export type ResultOf<Name extends CommandName> = Awaited<ReturnType<(typeof COMMANDS)[Name]['run']>>

/**
 * Runs the command `name` on an open hub.
 * @param args - checked here, whoever sent them
 * @throws Fault `cli.run` for a command or arguments that do not exist; else what the command throws
 */
export async function runCommand(open: OpenHub, name: string, args: unknown, about: About): Promise<unknown> {
  if (!Object.hasOwn(COMMANDS, name)) {
    throw new Fault('cli.run', `the hub knows no command “${name.slice(0, 40)}”; is it of another version?`)
  }
  const { args: shape, run } = COMMANDS[name as CommandName]
  const parsed = shape.safeParse(args)
  if (!parsed.success) {
    throw new Fault(
      'cli.run',
      `the hub cannot read what ${name} was given; is it of another version?`,
      parsed.error,
    )
  }
  // The registry pairs each shape with its own function; TypeScript cannot follow the pair through the lookup.
  return (run as (open: OpenHub, args: unknown, about: About) => Promise<unknown>)(open, parsed.data, about)
}

/** What went wrong as a sentence for the person at the terminal; undefined for a mistake of ours. */
export function sayError(error: unknown): string | undefined {
  if (error instanceof Fault) return error.hint
  if (error instanceof Refused) return sentence(error.code, 'en', error.detail)
  return undefined
}
