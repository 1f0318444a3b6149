import type { brand as ru } from '../ru/brand.ts'
import type { Translation } from '../words.ts'

export const brand: Translation<typeof ru> = {
  'brand.own.id': 'Zvonok ID',
  'brand.own.messenger': 'Zvonok messenger',
  'brand.vk.id': 'VK ID',
  'brand.vk.messenger': 'VK Messenger',
  'brand.platform': 'Sferum',
}
