import { accountEn } from './account.en.ts'
import { challengeEn } from './challenge.en.ts'
import { deskEn } from './desk.en.ts'
import { funnelEn } from './funnel.en.ts'
import { operatorEn } from './operator.en.ts'
import { organisationEn } from './organisation.en.ts'
import { proposalEn } from './proposal.en.ts'
import { shellEn } from './shell.en.ts'
import { wordsEn } from './words.en.ts'
import type { zh } from './zh.ts'

/** Every word of the interface in English; a key too few or too many does not compile. */
export const en: typeof zh = {
  shell: shellEn,
  words: wordsEn,
  account: accountEn,
  organisation: organisationEn,
  challenge: challengeEn,
  operator: operatorEn,
  proposal: proposalEn,
  desk: deskEn,
  funnel: funnelEn,
}
