/** Pages that are the same for everyone: the problem codes, and that there is nothing here. */
import { html } from 'hono/html'
import { PROBLEM_CODES, sentence } from '#src/http/sentences.ts'
import type { Page } from './layout.ts'
import type { Reader } from './reader.ts'

/** What `type` of a problem document leads to: every code with its status and sentence. */
export function problemsPage({ t, lang }: Reader): Page {
  const words = t.problems
  return {
    title: `${words.title} · ${t.product}`,
    description: words.text,
    canonical: '/problems',
    main: html`<div class="wide problems">
      <h1>${words.title}</h1>
      <p>${words.text}</p>
      <div class="scroll"><table>
        <thead><tr><th scope="col">${words.code}</th><th scope="col">${words.status}</th><th scope="col">${words.sentence}</th></tr></thead>
        <tbody>${PROBLEM_CODES.map(
          ({ code, status }) => html`<tr id="${code}"><td><a href="#${code}"><code>${code}</code></a></td>
          <td class="num">${status}</td><td>${sentence(code, lang)}</td></tr>`,
        )}</tbody>
      </table></div>
    </div>`,
  }
}

/** Said of what is not there and of what is not the reader's to see, in the same words. */
export const missingPage = ({ t }: Reader): Page => ({
  title: `${t.notFound.title} · ${t.product}`,
  main: html`<div class="wide"><div class="empty">
    <h1>${t.notFound.title}</h1>
    <p>${t.notFound.text}</p>
    <p class="actions"><a class="button" href="/challenges">${t.notFound.board}</a> <a class="button plain" href="/">${t.notFound.home}</a></p>
  </div></div>`,
})

/** Said when a page could not be made: what happened in a sentence, and the request's id for the operator. */
export const troublePage = ({ t }: Reader, title: string, instance: string): Page => ({
  title: `${t.product}`,
  main: html`<div class="wide"><div class="empty">
    <h1>${title}</h1>
    <p><code>${instance}</code></p>
    <p class="actions"><a class="button plain" href="/">${t.notFound.home}</a></p>
  </div></div>`,
})
