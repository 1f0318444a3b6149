import { must } from '@zvonok/schema/core/must'
import { createContext, useContext } from 'solid-js'
import type { Device } from './device.ts'

export const DeviceContext = createContext<Device>()

/** The signed-in person's device. Only inside the messenger. */
export const useDevice = (): Device => must(useContext(DeviceContext), 'a device is open')
