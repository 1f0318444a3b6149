const key = 'zvonok.link.newId'

/** Whether this browser has just made its ID: the manual's third variant asks for the form before the profile (on wide screens). */
export const markNewId = (isNew: boolean): void => (isNew ? sessionStorage.setItem(key, '1') : undefined)
export const isNewId = (): boolean => sessionStorage.getItem(key) === '1'
