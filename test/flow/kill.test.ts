/** A crash at any moment loses nothing that was acknowledged (reliability.md D1). */
import { expect, test } from 'vitest'
import { proveKills } from '#test/support/kill-harness.ts'

const KILLS = 20
const SEED = 20_261_122

test(`${KILLS} kills under load lose no acknowledged write and no acknowledged edit, and double none`, {
  timeout: 180_000,
}, async () => {
  expect((await proveKills(KILLS, SEED)).kills).toBe(KILLS)
})
