import '../ui/tokens.css'
import '../ui/base.css'
import { must } from '@zvonok/schema/core/must'
import { render } from 'solid-js/web'
import { keepInstallOffer } from '../features/account/install.ts'
import { Routes } from './routes.tsx'
import { startLanguage } from './theme.ts'
import { watchForUpdates } from './update.ts'

void startLanguage()
void watchForUpdates()
keepInstallOffer()
render(() => <Routes />, must(document.getElementById('app'), 'the page has a place for the app'))
