/** What a person types or pastes, as a query: where explanations begin. */
export { parseReply } from '../codes';
