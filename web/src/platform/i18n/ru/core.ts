export const core = {
  'core.close': 'Закрыть',
  'core.cancel': 'Отмена',
  'core.back': 'Назад',
  'core.continue': 'Продолжить',
  'core.retry': 'Повторить',
  'core.undo': 'Вернуть',
  'core.save': 'Сохранить',
  'core.add': 'Добавить',
  'core.clearField': 'Очистить поле',
  'core.loading': 'Загружается',
  'core.nothingFound': 'Ничего не найдено',
  'core.members': { one: '{n} участник', few: '{n} участника', many: '{n} участников', other: '{n} участника' },
} as const
