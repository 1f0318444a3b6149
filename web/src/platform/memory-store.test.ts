import { openMemoryStore } from './memory-store.ts'
import { testStore } from './testing/store-contract.ts'

testStore('memory', async () => openMemoryStore(), { lasting: false })
