import { specifyApps } from './specify-apps.ts';

specifyApps('sails');
