/** Whose names stand on the buttons: those of the embedded ID, or VK's where the school uses VK ID. The one place for brand words. */
export const brand = {
  'brand.own.id': 'Звонок ID',
  'brand.own.messenger': 'мессенджер Звонок',
  'brand.vk.id': 'VK ID',
  'brand.vk.messenger': 'VK Мессенджер',
  'brand.platform': 'Сферум',
} as const
