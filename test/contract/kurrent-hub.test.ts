/** A whole hub on the KurrentDB engine, on the double: nothing above the log knows the difference. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testHub } from '#test/support/hub.ts'
import { KurrentDouble } from '#test/support/kurrent-double.ts'

const folder = mkdtempSync(join(tmpdir(), 'kurrent-hub-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('people sign up and organisations are verified on it, and a second hub reads the same from the log', async () => {
  await using double = await KurrentDouble.start()
  // Keys and read models lie in a folder of the node's own.
  const env = (name: string) => {
    mkdirSync(join(folder, name))
    return { HUB_LOG: double.url(), HUB_DATA: join(folder, name) }
  }
  let organisation: string
  {
    await using hub = await testHub(env('a'))
    organisation = await hub.organisation(await hub.person('李雷'), 'enterprise', { zh: '羊绒分梳厂' })
  }
  const events = double.store.all.filter(({ stream }) => !stream.startsWith('$')).length
  expect(events).toBeGreaterThan(5)
  // Read models of its own, built from the log alone.
  await using second = await testHub(env('b'))
  const page = await second.visitor().get(`/api/organisations/${organisation}`)
  expect(page.status).toBe(200)
  expect(JSON.stringify(page.body)).toContain('羊绒分梳厂')
})

test('a hub says when its server has gone away, and that it is back', async () => {
  await using double = await KurrentDouble.start()
  await using hub = await testHub({ HUB_LOG: double.url(), HUB_DATA: join(folder, 'c') })
  const ready = async () => (await hub.visitor().get('/ready')).body as { status: string }
  expect(await ready()).toMatchObject({ status: 'ok', log: { appends: { ok: true } } })
  await double.kill()
  // An append is what notices; nothing is asked of the server while nobody writes.
  const lost = await hub.visitor().post('/api/people', {
    email: 'li@example.com',
    name: '李雷',
    password: '正确的马电池订书钉',
    locale: 'zh-CN',
  })
  expect(lost.status).toBe(503)
  await expect.poll(async () => (await ready()).status, { timeout: 20_000 }).toBe('log-away')
  await double.restart()
  await expect
    .poll(
      () =>
        hub.person('韩梅梅').then(
          () => true,
          () => false,
        ),
      { timeout: 30_000 },
    )
    .toBe(true)
  expect(await ready()).toMatchObject({ status: 'ok' })
}, 60_000)
