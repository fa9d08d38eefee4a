import { expect, test } from 'vitest'
import { person } from '#events/person.ts'
import { openKeyStore } from '#src/keys/key-store.ts'
import { sealedLog } from '#src/keys/sealed-log.ts'
import { MemoryEventLog } from '#src/log/memory/event-log.ts'
import { newId } from '#src/platform/ids.ts'
import { openDatabase } from '#src/platform/sqlite.ts'
import { openProjector } from '#src/projector/projector.ts'
import { people, peopleProjection } from './people.ts'

test('a rebuild leaves nothing of a person who was erased', async () => {
  const at = '2026-03-02T01:00:00.000Z'
  using keys = openKeyStore(':memory:')
  await using log = sealedLog(new MemoryEventLog(), keys)
  const signUp = async (name: string) => {
    const id = newId()
    const data = { email: `${id}@example.cn`, name, locale: 'zh-CN', passwordHash: '$argon2id$' }
    const meta = { by: id, at, cause: newId() }
    await log.append(person.stream(id), [{ id: newId(), type: 'PersonSignedUp', v: 1, data, meta }], 'new')
    return id
  }
  const names = async () => {
    await using projector = openProjector(
      openDatabase(':memory:', { durable: false }),
      log,
      [peopleProjection],
      (error) => {
        throw error
      },
    )
    await projector.start()
    return people(projector.views)
      .search('')
      .map(({ name }) => name)
  }

  const li = await signUp('李娜')
  await signUp('王强')
  expect(await names()).toEqual(['李娜', '王强'])
  keys.erase(li, at)
  expect(await names()).toEqual(['王强'])
})
