export const core = {
  'core.close': 'Закрыть',
  'core.cancel': 'Отмена',
  'core.back': 'Назад',
  'core.continue': 'Продолжить',
  'core.retry': 'Повторить',
  'core.members': { one: '{n} участник', few: '{n} участника', many: '{n} участников', other: '{n} участника' },
} as const
