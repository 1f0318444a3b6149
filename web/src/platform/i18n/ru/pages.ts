/** Words of pages that are not the chat list: the way in, the locked screen, sharing, calls. */
export const pages = {
  'app.signIn': 'Войти',
  'app.signedOutTitle': 'Школьный мессенджер',
  'app.signedOutText':
    'Чаты класса, родителей и учителей открываются из электронного журнала. Войдите в журнал, чтобы продолжить.',
  'app.signedOutOffline': 'Нет соединения. Войти можно, когда появится интернет.',
  'app.continueAs': 'Продолжить как {name}',
  'app.lockedTitle': 'Сессия завершена',
  'app.lockedText':
    'Войдите снова, чтобы открыть чаты. Неотправленные сообщения сохранены на этом устройстве и доступны только вам.',
  'app.shareTitle': 'Куда отправить',
  'app.worksOffline': 'Работает без интернета',
} as const
