/** What reads logs as streams where there is Node, in one place, so that the editor can load it late and a browser never does. */
export { createLineBuffer } from './lineFeeds';
export { readLog } from './logFiles';
