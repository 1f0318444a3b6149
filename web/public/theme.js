// Before the first picture: the theme that was chosen last on this device.
const theme = localStorage.getItem('zvonok-theme')
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
