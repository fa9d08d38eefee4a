/** The same as `test/flow/kill.test.ts`, at the length that reliability.md asks for. */
import { expect, test } from 'vitest'
import { proveKills } from '#test/support/kill-harness.ts'

const KILLS = 200
/** Another one each night; a failure prints it. */
const SEED = Math.floor(Date.now() / 86_400_000)

test(`${KILLS} kills under load lose no acknowledged write and no acknowledged edit, and double none`, async () => {
  expect((await proveKills(KILLS, SEED)).kills).toBe(KILLS)
})
