import { useSearchParams } from '@solidjs/router'
import { createMemo, createResource } from 'solid-js'
import { answer, api } from '../account/client.ts'

/** Class and subject stand in the address, so that a reload, a link and the other tab show the same. */
export function createClassChoice() {
  const [search, setSearch] = useSearchParams<{ class?: string; subject?: string }>()
  const [found, { refetch }] = createResource(() => answer(api.journal.classes.$get()))
  const classes = () => found()?.classes ?? []
  const schoolClass = createMemo(() => classes().find(({ id }) => id === search.class) ?? classes()[0])
  const subject = createMemo(
    () => schoolClass()?.subjects.find(({ id }) => id === search.subject) ?? schoolClass()?.subjects[0],
  )
  return {
    found,
    refetch,
    classes,
    schoolClass,
    subject,
    chooseClass: (id: string) => setSearch({ class: id, subject: undefined }),
    chooseSubject: (id: string) => setSearch({ subject: id }),
  }
}

export type ClassChosen = ReturnType<typeof createClassChoice>
