import { describe, test } from 'vitest'
import type { ProjectEvent } from '#events/project.ts'
import { spec } from '#test/support/decider-spec.ts'
import { projectDecider } from './decider.ts'

const { given } = spec(projectDecider)

const facts = {
  challengeId: 'c',
  proposalId: 'p',
  teamId: 't',
  seekerId: 's',
  title: { zh: '480目高强度不锈钢丝网织造' },
}
const initiated: ProjectEvent = { type: 'ProjectInitiated', data: facts }
const named: ProjectEvent = { type: 'ProjectInitiated', data: { ...facts, incubatorId: 'hatch' } }
const consented = (incubatorId: string): ProjectEvent => ({
  type: 'IncubationConsented',
  data: { incubatorId },
})
const declined = (incubatorId: string): ProjectEvent => ({
  type: 'IncubationDeclined',
  data: { incubatorId },
})
const claimed = (incubatorId: string): ProjectEvent => ({ type: 'ProjectClaimed', data: { incubatorId } })
const begun = (incubatorId: string): ProjectEvent => ({ type: 'IncubationStarted', data: { incubatorId } })
const moved = (from: 'lead' | 'admitted', to: 'interviewed' | 'admitted' | 'failed'): ProjectEvent => ({
  type: 'IncubationStageMoved',
  data: { incubatorId: 'hatch', from, to, note: '' },
})
const consent = { type: 'ConsentToIncubation', incubatorId: 'hatch' } as const
const decline = { type: 'DeclineIncubation', incubatorId: 'hatch' } as const
const claim = (incubatorId: string) => ({ type: 'ClaimProject', incubatorId }) as const

describe('initiating a project', () => {
  test('happens once for an awarded proposal', () => {
    given()
      .when({ type: 'InitiateProject', ...facts })
      .then(initiated)
    given(initiated)
      .when({ type: 'InitiateProject', ...facts })
      .nothing()
    given(initiated)
      .when({ type: 'InitiateProject', ...facts, proposalId: 'q' })
      .refused('project-exists')
  })
})

describe('the incubator that the challenge named', () => {
  test('carries the project once the team consents', () => {
    given(named).when(consent).then(consented('hatch'), begun('hatch'))
    given(named, consented('hatch'), begun('hatch')).when(consent).nothing()
  })

  test('has the first word: nobody else may claim until the team has answered', () => {
    given(named).when(claim('other')).refused('project-not-waiting')
    given(named).when(claim('hatch')).refused('project-not-waiting')
  })

  test('is passed over when the team declines; others may claim', () => {
    given(named).when(decline).then(declined('hatch'))
    given(named, declined('hatch')).when(decline).nothing()
    given(named, declined('hatch')).when(consent).refused('consent-not-asked')
    given(named, declined('hatch')).when(claim('other')).then(claimed('other'), begun('other'))
    given(named, declined('hatch')).when(claim('hatch')).refused('not-allowed')
  })

  test('is the only one that can be consented to', () => {
    given(named)
      .when({ ...consent, incubatorId: 'other' })
      .refused('consent-not-asked')
    given(initiated).when(consent).refused('consent-not-asked')
  })
})

describe('claiming from the waiting list', () => {
  const carried = [initiated, claimed('hatch'), begun('hatch')]

  test('is for the first who asks', () => {
    given(initiated).when(claim('hatch')).then(claimed('hatch'), begun('hatch'))
    given(...carried)
      .when(claim('hatch'))
      .nothing()
    given(...carried)
      .when(claim('other'))
      .refused('project-not-waiting')
  })

  test('asks the team, which may let it read the proposal later', () => {
    given(...carried)
      .when(consent)
      .then(consented('hatch'))
  })

  test('is undone when the team declines; another may claim then', () => {
    given(...carried)
      .when(decline)
      .then(declined('hatch'))
    given(...carried, declined('hatch'))
      .when(claim('other'))
      .then(claimed('other'), begun('other'))
    given(...carried, declined('hatch'))
      .when({ type: 'MoveStage', incubatorId: 'hatch', from: 'lead', to: 'applied', note: '' })
      .refused('not-in-funnel')
  })

  test('cannot be declined any more once consented to', () => {
    given(...carried, consented('hatch'))
      .when(decline)
      .refused('consent-not-asked')
  })
})

describe('moving through the funnel', () => {
  const carried = [initiated, claimed('hatch'), begun('hatch')]
  const move = { type: 'MoveStage', incubatorId: 'hatch', from: 'lead', to: 'interviewed', note: '' } as const

  test('goes forward by several stages, and back', () => {
    given(...carried)
      .when(move)
      .then(moved('lead', 'interviewed'))
    given(...carried, moved('lead', 'admitted'))
      .when({ ...move, from: 'admitted', to: 'interviewed' })
      .then(moved('admitted', 'interviewed'))
  })

  test('does not skip admission', () => {
    given(...carried)
      .when({ ...move, to: 'in_program' })
      .refused('stage-unreachable')
    given(...carried, moved('lead', 'admitted'))
      .when({ ...move, from: 'admitted', to: 'graduated' })
      .then({
        type: 'IncubationStageMoved',
        data: { incubatorId: 'hatch', from: 'admitted', to: 'graduated', note: '' },
      })
  })

  test('ends with a note, and for good', () => {
    given(...carried)
      .when({ ...move, to: 'failed' })
      .refused('invalid-input')
    given(...carried)
      .when({ ...move, to: 'exited', note: '被收购' })
      .then({
        type: 'IncubationStageMoved',
        data: { incubatorId: 'hatch', from: 'lead', to: 'exited', note: '被收购' },
      })
    given(...carried, moved('lead', 'failed'))
      .when({ ...move, from: 'failed', to: 'lead' })
      .refused('stage-unreachable')
  })

  test('from a stage it has left is refused, with the stage it is at', () => {
    given(...carried, moved('lead', 'interviewed'))
      .when(move)
      .refused('stage-moved')
  })

  test('to where it stands does nothing', () => {
    given(...carried)
      .when({ ...move, to: 'lead' })
      .nothing()
  })

  test('is for the incubator that carries it', () => {
    given(...carried)
      .when({ ...move, incubatorId: 'other' })
      .refused('not-in-funnel')
    given(initiated).when(move).refused('not-in-funnel')
  })
})
