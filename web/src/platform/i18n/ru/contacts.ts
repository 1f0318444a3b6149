export const contacts = {
  'contacts.search': 'Поиск контактов',
  'contacts.write': 'Написать',
  'contacts.actions': 'Действия с контактом',
  'contacts.block': 'Заблокировать',
  'contacts.unblock': 'Разблокировать',
  'contacts.blocked': '{name} больше не может вам писать',
  'contacts.none': 'Контактов пока нет',
  'contacts.noneText':
    'Здесь будут те, кому вы можете писать: одноклассники, учителя, родители. Список приходит из журнала.',
  'contacts.unknown': 'Участник',
  'role.pupil': 'Ученик',
  'role.guardian': 'Родитель',
  'role.teacher': 'Учитель',
  'role.psychologist': 'Психолог',
  'role.head': 'Директор',
  'role.schoolAdmin': 'Администратор школы',
} as const
