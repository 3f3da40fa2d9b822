"""What a report, a sign, a fact and a referral are, and the rules that they obey."""
